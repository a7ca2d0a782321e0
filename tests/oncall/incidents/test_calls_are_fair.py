"""Who is called when the carrier takes few calls a second: nobody starves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notify.channel import Outcome, Receipt
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.services import acting, delivering, intake, receipts
from oncall.store import messages, pages
from oncall.store.messages import Message
from oncall.store.pages import Intent
from tests.oncall.services.firms import stored

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.store.db import Database

BEGUN = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)
PEOPLE = 12
RUNG = 8  # seconds until everybody is to be called once more


def waits(database: Database, incident: int, rung: int, people: Iterable[int]) -> None:
    """Let a call wait for each, the first the longest."""
    now = BEGUN + rung * RUNG * SECOND
    some = [
        Intent(
            *(f"{incident}/0/{rung}/p{n}/voice", f"p{n}", "voice", f"+4917139{n:05}", "fault"),
            *("de", now + n * timedelta(milliseconds=1), now + RUNG * SECOND + n * SECOND / 1000),
            *(incident, 1),
        )
        for n in people
    ]
    with database.begin() as tx:
        pages.intend(tx, some, now)


def called(database: Database, now: datetime, outcome: Outcome = Outcome.ACCEPTED) -> list[str]:
    """Call whom the carrier takes in a second; each call is over at once."""
    errands = delivering.claim(database, "pager", now, calls_a_second=1)
    for errand in errands:
        receipts.record(database, errand, Receipt(outcome, sid=errand.attempt), now)
        with database.begin() as tx:
            tx.exec_driver_sql("update attempts set state = 'over' where state = 'accepted'")
    return [errand.person for errand in errands]


def test_nobody_is_called_twice_before_everybody_was_called_once(database: Database) -> None:
    stored(database)
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
    incident = intake.take(database, made, by="test", now=BEGUN).kept.incident.id
    told: list[str] = []
    for second in range(2 * PEOPLE):
        if second % RUNG == 0:
            waits(database, incident, second // RUNG, range(PEOPLE))
        told += called(database, BEGUN + (second + 0.1) * SECOND)
    assert told[:PEOPLE] == [f"p{n}" for n in range(PEOPLE)]
    assert told[PEOPLE:] == told[:PEOPLE]


def test_who_was_refused_by_the_carrier_has_not_been_called(database: Database) -> None:
    stored(database)
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
    incident = intake.take(database, made, by="test", now=BEGUN).kept.incident.id
    waits(database, incident, 0, range(2))
    assert called(database, BEGUN + SECOND, Outcome.BUSY) == ["p0"]
    waits(database, incident, 2, range(2))
    assert called(database, BEGUN + 17 * SECOND) == ["p0"]


def test_a_call_that_was_never_made_does_not_count(database: Database) -> None:
    stored(database)
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
    one, two = (intake.take(database, made, by="test", now=BEGUN).kept.incident.id for _ in "ab")
    waits(database, one, 0, range(1))
    [errand] = delivering.claim(database, "pager", BEGUN, calls_a_second=1)
    acting.accept(database, one, Act("p5", "page", BEGUN))
    assert delivering.still_wanted(database, errand, "pager", BEGUN) is None
    waits(database, two, 0, range(2))
    assert called(database, BEGUN + 2 * SECOND) == ["p0"]


@pytest.fixture
def firm(database: Database) -> Database:
    stored(database)
    return database


class Waits(NamedTuple):
    """What waits for somebody, since when, and when they were called last: seconds ago."""

    what: str
    since: int
    called: int | None

    @property
    def place(self) -> tuple[bool, bool, bool, int, int]:
        """Say in which order calls are made, the least first."""
        last = -(self.called or 0)
        return (
            self.what != "connect",
            self.what == "news",
            self.called is not None,
            last,
            -self.since,
        )


@given(
    st.lists(
        st.builds(
            Waits,
            st.sampled_from(["connect", "fault", "news"]),
            st.integers(1, 900),
            st.none() | st.integers(200, 900),
        ),
        min_size=2,
        max_size=6,
        unique_by=lambda each: each.place,
    )
)
@settings(max_examples=25, deadline=None, suppress_health_check=[*HealthCheck])
def test_callers_who_wait_come_first_and_mere_news_last(firm: Database, some: list[Waits]) -> None:
    database = firm
    with database.begin() as tx:
        tx.exec_driver_sql("delete from pages; delete from attempts")
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
    incident = intake.take(database, made, by="test", now=BEGUN).kept.incident.id
    for n, each in enumerate(some):
        asks(database, f"p{n}", each, incident)
    told = [
        who
        for second in range(len(some))
        for who in called(database, BEGUN + second * 1.1 * SECOND)
    ]
    order = sorted(range(len(some)), key=lambda n: some[n].place)
    assert told == [f"p{n}" for n in order]


def asks(database: Database, person: str, each: Waits, incident: int) -> None:
    """Let a call wait for a person, and them have been called before."""
    purpose = {"news": "proof"}.get(each.what, each.what)
    phone, since = f"+4917139{person[1:]:>05}", BEGUN - each.since * SECOND
    with database.begin() as tx:
        about: dict[str, int] = {"incident": incident, "version": 1}
        if each.what == "news":
            told = Message(f"test {incident} {person}", "test", "video", None, {})
            about = {"message": messages.add(tx, told, BEGUN)}
        ends = BEGUN + 60 * SECOND
        key = f"{incident}/{person}"
        pages.intend(
            tx, [Intent(key, person, "voice", phone, purpose, "de", since, ends, **about)], BEGUN
        )
        if each.called is not None:
            at = BEGUN - each.called * SECOND
            tx.exec_driver_sql(
                "insert into attempts (id, pages, person, channel, address, sender, began_at, "
                "state, sid) values (%s, '{}', %s, 'voice', %s, 'pager', %s, 'over', %s)",
                (key, person, phone, at, key),
            )
