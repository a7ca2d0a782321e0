"""Many rows in one statement are the rows that were meant, whatever is in them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from oncall.incidents.events import Event, Kind
from oncall.incidents.incident import Clock, Incident, State
from oncall.incidents.ladder import USUAL
from oncall.incidents.report import Report
from oncall.services import intake
from oncall.store import firing
from oncall.store import incidents as store
from oncall.store.bulk import insert_rows, update_rows
from oncall.store.tables import attempts
from tests.oncall.services.firms import stored

if TYPE_CHECKING:
    from oncall.store.db import Database, Tx

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
REPORT = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
SAME_DATABASE = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
odd = st.one_of(words, st.sampled_from(["", " ", "NULL", "{}", '"', "\\", 'a,"b\\', "%(id)s", "%"]))
names = st.frozensets(odd, max_size=3)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
maybe = st.none() | instants
numbers = st.integers(0, 2**31 - 1)
json = st.recursive(st.none() | st.booleans() | numbers | odd, st.lists, max_leaves=5)
facts = st.dictionaries(odd, json, max_size=3)
happened = st.builds(Event, instants, st.sampled_from(Kind), odd, facts)
clocks = st.frozensets(st.sampled_from(Clock))


@st.composite
def incidents(draw: st.DrawFn, known: Incident) -> Incident:
    """Return any way in which an incident may stand that is nobody's, or somebody's."""
    values: dict[str, Any] = {
        **{name: draw(numbers) for name in ("version", "round", "rung")},
        **{name: draw(maybe) for name in ("act_by", "parked_until", "waiting_since")},
        **{name: draw(names) for name in ("paged", "refused")},
        **{name: draw(clocks) for name in ("warned", "breached", "kept")},
        **{name: draw(st.booleans()) for name in ("asked", "paused")},
    }
    due = draw(st.dictionaries(st.sampled_from(Clock), instants))
    return Incident(
        *(known.id, known.team, USUAL, known.reported_at, draw(instants), due, known.act_within),
        state=draw(st.sampled_from([State.REPORTED, State.WORKING, State.RESOLVED])),
        holder=draw(odd),
        offered_to=draw(st.none() | odd),
        **values,
    )


def taken(database: Database) -> Incident:
    stored(database)
    return intake.take(database, REPORT, by="test", now=NOW).kept.incident


def test_an_incident_is_read_as_it_was_written(database: Database) -> None:
    known = taken(database)

    @SAME_DATABASE
    @given(incidents(known))
    def as_written(meant: Incident) -> None:
        with database.begin() as tx:
            store.write(tx, [meant])
            assert store.by_id(tx, known.id).incident == meant

    as_written()


def test_what_happened_is_read_as_it_was_told(database: Database) -> None:
    known = taken(database)

    @SAME_DATABASE
    @given(st.lists(happened, max_size=4))
    def as_told(told: list[Event]) -> None:
        with database.begin() as tx:
            before = store.events(tx, known.id)
            store.happened(tx, [(known.id, each) for each in told])
            assert store.events(tx, known.id)[len(before) :] == tuple(told)

    as_told()


@given(st.data())
@SAME_DATABASE
def test_lists_empty_columns_and_what_is_the_same_in_all(database: Database, data: Any) -> None:
    rows = data.draw(
        st.lists(
            st.tuples(words, st.lists(numbers, max_size=3), st.none() | odd, maybe), max_size=5
        )
    )
    made = [(f"{n} {word}", *others) for n, (word, *others) in enumerate(rows)]
    same = {"person": "ada", "channel": "%s", "address": "{}", "began_at": NOW, "state": "over"}
    with database.begin() as tx:
        columns = ("id", "pages", "sid", "ended_at")
        insert_rows(tx, attempts, columns, made, same={**same, "sender": "x"}, known="id")
        insert_rows(tx, attempts, columns, made, same={**same, "sender": "y"}, known="id")
        assert _attempts(tx) == {
            each[0]: (*each[1:], "ada", "%s", "{}", "x") for each in map(_listed, made)
        }
        some = [each[0] for each in made[::2]]
        update_rows(tx, attempts, ("id", "pages"), [(id_, [7]) for id_ in some], same={"sid": "z"})
        told = {id_: each[:2] for id_, each in _attempts(tx).items()}
        assert {id_ for id_, each in told.items() if each == ((7,), "z")} >= {*some}
        assert all(told[each[0]] == (tuple(each[1]), each[2]) for each in made[1::2])
        tx.rollback()


def _listed(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return row[0], tuple(row[1]), *row[2:]


def _attempts(tx: Tx) -> dict[str, tuple[Any, ...]]:
    c = attempts.c
    found = select(c.id, c.pages, c.sid, c.ended_at, c.person, c.channel, c.address, c.sender)
    return {row.id: (tuple(row.pages), *row[2:]) for row in tx.execute(found)}


def test_of_many_due_at_one_instant_a_batch_reads_no_more_than_it_takes(database: Database) -> None:
    taken(database)
    with database.begin() as tx:
        asked = firing.asked(NOW, 7).compile(tx, compile_kwargs={"literal_binds": True})
        tx.exec_driver_sql("set local enable_seqscan = off")
        plan = [row[0] for row in tx.exec_driver_sql(f"explain {asked}")]
    assert any("ix_incidents_due" in line for line in plan), plan
    assert not any("Sort" in line for line in plan), plan
