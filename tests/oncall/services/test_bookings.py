"""Bookings one by one, before and after their rota is published."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.booking_changes import Cover, State
from oncall.errors import BadInput
from oncall.services import bookings
from oncall.services.booking_list import listed
from oncall.store import audit, sheets
from tests.builders import write_folder
from tests.oncall.services.firms import BOOKINGS, NOW, PEOPLE, published
from tests.oncall.services.test_importing import brought

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.services.bookings import Changed
    from oncall.store.db import Database

# A Tuesday evening in the first of the two weeks, while somebody is on duty.
TUESDAY = datetime(2026, 12, 8, 19, 0, 30, tzinfo=UTC)
OVER = datetime(2027, 1, 9, tzinfo=UTC)
NEW = {
    "customer": "Elbe",
    "team": "video",
    "start": "2026-12-21",
    "end": "2026-12-31",
    "windows": "out-of-hours",
}


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    """A firm with B1 (video) and B2 (voice), both Monday 7 to Monday 21 December."""
    brought(database, write_folder(tmp_path, people=PEOPLE, bookings=BOOKINGS), NOW)
    return database


def added(database: Database, **cells: str) -> Changed:
    """Add a booking like NEW."""
    return bookings.add(database, {**NEW, **cells}, by="paula", now=NOW)


def change(database: Database, verb: str, *words: str, now: datetime = NOW) -> Changed:
    """Cancel, shorten or extend."""
    done: Changed = getattr(bookings, verb)(database, *words, by="paula", now=now)
    return done


def refusal(database: Database, verb: str, *words: str, now: datetime = NOW) -> str:
    """Return the sentence with which a change is refused; nothing is changed by it."""
    with database.begin() as tx:
        before = sheets.stored(tx)
    with pytest.raises(BadInput) as bad:
        change(database, verb, *words, now=now)
    with database.begin() as tx:
        assert sheets.stored(tx) == before
    return str(bad.value)


def test_a_booking_is_added_under_the_next_free_id(firm: Database) -> None:
    done = added(firm)
    assert done.id == "B3"
    assert done.booking
    assert done.booking.requested_at == NOW
    with firm.begin() as tx:
        assert sheets.read_facts(tx).bookings["B3"] == done.booking
        line = audit.lines(tx)[0]
    assert (line["who"], line["what"], line["subject"]) == ("paula", "add booking", "booking B3")
    assert line["after"]["bookings"][0]["customer"] == "Elbe"


def test_the_id_of_a_cancelled_booking_is_not_given_again(firm: Database) -> None:
    assert added(firm).id == "B3"
    change(firm, "cancel", "B3")
    assert added(firm).id == "B4"
    with pytest.raises(BadInput, match="there is a booking 'B3' already; take another id"):
        added(firm, id="B3")


@pytest.mark.parametrize(
    ("column", "cell", "sentence"),
    [
        ("start", "2026-12-01", "requested_at: a period must begin at least 14 days after its"),
        ("team", "vidio", "team: there is no team 'vidio'; the nearest is video"),
        ("skill", "codex", "skill: nobody has the skill 'codex'; the nearest is codec"),
        ("windows", "sometimes", "windows: 'sometimes' are no windows; write always"),
        ("end", "", "end: is blank; fill it in"),
        ("primary", "x", "primary: 'x' is no number"),
    ],
)
def test_a_booking_with_a_fault_is_refused(
    firm: Database, column: str, cell: str, sentence: str
) -> None:
    with pytest.raises(BadInput) as bad:
        added(firm, **{column: cell})
    assert str(bad.value).startswith(f"booking: {sentence}")


def test_one_that_has_not_begun_is_cancelled_as_if_it_had_never_been(firm: Database) -> None:
    assert change(firm, "cancel", "B2").booking is None
    with firm.begin() as tx:
        assert "B2" not in sheets.read_facts(tx).bookings
        assert sheets.cancelled(tx) == {"B2": NOW}
        assert audit.lines(tx)[0]["after"] == {"cancelled": ["B2"]}
    assert refusal(firm, "cancel", "B2") == "booking: B2 was cancelled; add a new booking"


def test_one_that_runs_ends_with_the_minute(firm: Database) -> None:
    done = change(firm, "cancel", "B1", now=TUESDAY)
    assert done.booking
    assert done.booking.span.end == datetime(2026, 12, 8, 19, 1, tzinfo=UTC)
    with firm.begin() as tx:
        (cells,) = audit.lines(tx)[0]["after"]["bookings"]
        assert not sheets.cancelled(tx)
    assert cells["end"] == "2026-12-08T20:01"


def test_one_that_has_begun_without_a_window_yet_has_never_been(firm: Database) -> None:
    monday_noon = datetime(2026, 12, 7, 12, tzinfo=UTC)
    assert change(firm, "cancel", "B1", now=monday_noon).booking is None


def test_what_is_over_stays(firm: Database) -> None:
    over = "booking: B1: B1 is over (2026-12-22T00:00); there is nothing left to cancel"
    assert refusal(firm, "cancel", "B1", now=OVER) == over
    assert "it stays as it was" in refusal(firm, "shorten", "B1", "2026-12-09", now=OVER)
    assert "add a new booking" in refusal(firm, "extend", "B1", "2027-12-09", now=OVER)


@pytest.mark.parametrize(
    ("verb", "words", "sentence"),
    [
        ("shorten", ("B1", "2026-12-07"), "2026-12-08T00:00 is over; write a later time, or"),
        ("shorten", ("B1", "2026-12-21"), "B1 ends at 2026-12-22T00:00 already; write an earlier"),
        ("shorten", ("B1", "soon"), "'soon' is no date or time; write it like"),
        ("shorten", ("B9", "2026-12-09"), "there is no booking 'B9'; the nearest is B"),
        ("extend", ("B1", "2026-12-20"), "B1 ends at 2026-12-22T00:00; write a later time, or"),
        ("extend", ("B1", "2026-12-24"), "what is added begins at 2026-12-22T00:00, and a period"),
    ],
)
def test_a_change_that_can_t_be_is_refused(
    firm: Database, verb: str, words: tuple[str, ...], sentence: str
) -> None:
    found = refusal(firm, verb, *words, now=TUESDAY)
    assert sentence in found


def test_a_booking_is_extended_in_time(firm: Database) -> None:
    done = change(firm, "extend", "B1", "2027-01-31")
    assert done.booking
    assert done.booking.span.end == datetime(2027, 1, 31, 23, tzinfo=UTC)
    assert not done.conflicts


def test_shortened_after_publication_its_duties_are_named(firm: Database) -> None:
    published(firm)
    done = change(firm, "shorten", "B1", "2026-12-17")
    (conflict,) = done.conflicts
    assert "Fri 18 Dec" in conflict.sentence
    assert conflict.cure == "oncall rota draft video --from 2026-12-18 --weeks 1 --again"


def test_cancelled_after_publication_its_duties_are_named(firm: Database) -> None:
    published(firm)
    found = change(firm, "cancel", "B1").conflicts
    assert len(found) == 10
    assert {c.cure for c in found} == {
        "oncall rota draft video --from 2026-12-07 --weeks 2 --again"
    }


def test_the_list_says_where_each_booking_stands(firm: Database) -> None:
    published(firm)
    change(firm, "cancel", "B2")
    added(firm)
    found = {each.id: each for each in listed(firm, now=TUESDAY)}
    assert {id_: (each.state, each.cover) for id_, each in found.items()} == {
        "B1": (State.RUNNING, Cover.PART),
        "B2": (State.CANCELLED, Cover.NOTHING),
        "B3": (State.COMING, Cover.NONE),
    }
    assert found["B1"].lead_days == 36
    assert [each.id for each in listed(firm, now=OVER, team="video")] == ["B1", "B3"]
    assert {each.state for each in listed(firm, now=OVER, customer="elbe")} == {State.OVER}
    change(firm, "shorten", "B1", "2026-12-20")
    (shortened, _) = listed(firm, now=TUESDAY, team="video")
    assert shortened.cover is Cover.ALL
    with pytest.raises(BadInput, match="there is no team 'vidoe'; the nearest is video"):
        listed(firm, now=NOW, team="vidoe")
