"""Absences one by one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.localtime import Span
from oncall.services import people
from oncall.store import audit, rotas, sheets
from tests.builders import write_folder
from tests.oncall.services.firms import BOOKINGS, NOW, PEOPLE, published
from tests.oncall.services.test_importing import brought

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.services.people import Changed
    from oncall.store.db import Database

WEDNESDAY = datetime(2026, 12, 9, 12, 0, 1, tzinfo=UTC)


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    """The firm of these tests."""
    brought(database, write_folder(tmp_path, people=PEOPLE, bookings=BOOKINGS), NOW)
    return database


def added(
    database: Database, person: str, start: str, end: str, now: datetime = NOW, reason: str = "ill"
) -> Changed:
    """Add an absence."""
    cells = {"person": person, "start": start, "end": end, "reason": reason}
    return people.add_absence(database, cells, by="paula", now=now)


def removed(database: Database, person: str, start: str, now: datetime = NOW) -> Changed:
    """Remove an absence."""
    return people.remove_absence(database, person, start, by="paula", now=now)


def absent(database: Database, person: str) -> list[Span]:
    """Return when somebody is absent."""
    with database.begin() as tx:
        return [away.span for away in sheets.read_facts(tx).people[person].absences]


def test_an_absence_is_added_listed_and_removed(firm: Database) -> None:
    done = added(firm, "ben", "2026-12-12", "2026-12-13")
    assert done.span == Span(datetime(2026, 12, 12, tzinfo=UTC), datetime(2026, 12, 14, tzinfo=UTC))
    (away,) = people.absences(firm, now=NOW)
    assert (away.person.id, away.span, away.reason) == ("ben", done.span, "ill")
    assert not people.absences(firm, now=NOW, team="hamburg")
    assert not people.absences(firm, now=NOW, person="ada")
    assert removed(firm, "ben", "12.12.2026").span is None
    assert absent(firm, "ben") == []
    with firm.begin() as tx:
        first, second, _ = audit.lines(tx)
    assert (first["what"], second["what"]) == ("remove absence", "add absence")
    assert first["before"] == second["after"]


def test_over_published_duties_it_is_taken_and_named(firm: Database) -> None:
    published(firm)
    with firm.begin() as tx:
        friday = rotas.of_team(tx, "video", Span(NOW, datetime(2027, 1, 1, tzinfo=UTC)))[-1]
    (conflict,) = added(firm, friday.person, "2026-12-18", "2026-12-18").conflicts
    assert conflict.sentence.endswith(": absent (ill), Fri 18 Dec")
    assert not removed(firm, friday.person, "2026-12-18").conflicts


def test_over_duties_that_are_over_it_is_refused(firm: Database) -> None:
    published(firm)
    with firm.begin() as tx:
        monday = rotas.of_team(tx, "video", Span(NOW, datetime(2027, 1, 1, tzinfo=UTC)))[0]
    with pytest.raises(BadInput, match=f"was on duty as primary then \\({monday.label}\\)"):
        added(firm, monday.person, "2026-12-07", "2026-12-10", now=WEDNESDAY)
    assert absent(firm, monday.person) == []


def test_one_that_runs_ends_with_the_minute_and_what_is_over_stays(firm: Database) -> None:
    added(firm, "dora", "2026-12-07", "2026-12-10")
    done = removed(firm, "dora", "2026-12-07", now=WEDNESDAY)
    assert done.span
    assert done.span.end == datetime(2026, 12, 9, 12, 1, tzinfo=UTC)
    assert absent(firm, "dora") == [done.span]
    with pytest.raises(BadInput, match="was absent until 2026-12-09T13:01; what is over stays"):
        removed(firm, "dora", "2026-12-07", now=WEDNESDAY.replace(hour=15))


@pytest.mark.parametrize(
    ("person", "start", "end", "sentence"),
    [
        ("eda", "2026-12-12", "2026-12-13", "person: there is no person 'eda'; the nearest is ada"),
        ("ada", "2026-12-12", "2026-12-10", "end: is not after the start; write a time after"),
        ("ada", "soon", "2026-12-10", "start: 'soon' is no date or time; write it like"),
        ("ada", "2026-12-24", "2026-12-27", "start: Ada Ahlers is absent from 2026-12-24T00:00"),
    ],
)
def test_an_absence_with_a_fault_is_refused(
    firm: Database, person: str, start: str, end: str, sentence: str
) -> None:
    added(firm, "ada", "2026-12-24", "2026-12-26")
    with pytest.raises(BadInput) as bad:
        added(firm, person, start, end)
    assert str(bad.value).startswith(f"absence: {sentence}")


def test_what_is_not_there_can_t_be_removed(firm: Database) -> None:
    with pytest.raises(BadInput, match="begins at '2026-12-24'; there is no absence at all"):
        removed(firm, "ada", "2026-12-24")
    added(firm, "ada", "2026-12-25", "2026-12-26")
    with pytest.raises(BadInput, match="absences begin at 2026-12-25T00:00"):
        removed(firm, "ada", "2026-12-24")
