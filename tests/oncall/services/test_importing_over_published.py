"""A folder over a published rota: what is over stays, what is to come is named."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.localtime import Span
from oncall.store import messages, rotas
from tests.builders import FILES, write_folder
from tests.oncall.services.firms import BOOKINGS, NOW, PEOPLE, published
from tests.oncall.services.test_importing import brought, refused

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.assignments import Assignment
    from oncall.store.db import Database

WEDNESDAY = datetime(2026, 12, 9, 12, tzinfo=UTC)
HEADER = "person,start,end,reason\n"


def firm(folder: Path, **tables: str) -> Path:
    """The firm of these tests, with some tables replaced."""
    return write_folder(folder, **{"people": PEOPLE, "bookings": BOOKINGS, **tables})


def duties(database: Database) -> tuple[Assignment, ...]:
    """Return the ten evenings of the team video, Monday 7 to Friday 18 December."""
    with database.begin() as tx:
        return rotas.of_team(tx, "video", Span(NOW, NOW + timedelta(days=60)))


@pytest.fixture
def evenings(database: Database, tmp_path: Path) -> tuple[Assignment, ...]:
    """The firm is imported and its rota published."""
    brought(database, firm(tmp_path), NOW)
    published(database)
    return duties(database)


def away(each: Assignment, days: int = 1) -> str:
    """Return absences of whoever has a duty, for that day and more."""
    first = each.span.start.date()
    return f"{HEADER}{each.person},{first},{first + timedelta(days=days - 1)},holiday\n"


def name(each: Assignment) -> str:
    """Return the name of whoever has a duty."""
    line = next(line for line in PEOPLE.splitlines() if line.startswith(f"{each.person},"))
    return line.split(",")[1]


def test_an_absence_over_coming_duties_is_taken_and_named(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    friday = evenings[-1]
    result = brought(database, firm(tmp_path, absences=away(friday)), NOW)
    assert result.counts()["absences"]["added"] == 1
    assert [(conflict.sentence, conflict.cure) for conflict in result.conflicts] == [
        (
            f"{name(friday)}: absent (holiday), Fri 18 Dec",
            "oncall rota draft video --from 2026-12-18 --weeks 1 --again",
        )
    ]
    assert duties(database) == evenings
    assert not brought(database, firm(tmp_path, absences=away(friday)), NOW).conflicts


def test_only_what_an_import_brings_is_named(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    first, last = evenings[0], evenings[-1]
    brought(database, firm(tmp_path, absences=away(last)), NOW)
    more = away(last) + away(first).removeprefix(HEADER)
    (conflict,) = brought(database, firm(tmp_path, absences=more), NOW).conflicts
    assert conflict.sentence == f"{name(first)}: absent (holiday), Mon 7 Dec"


def test_an_absence_over_a_duty_that_is_over_is_refused(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    monday = evenings[0]
    (found,) = refused(database, firm(tmp_path, absences=away(monday)), WEDNESDAY)
    assert found == (
        f"absences.csv:2: start: {name(monday)}: was on duty as primary then "
        f"({monday.label}); write a time that is not over"
    )


def test_an_absence_where_nobody_was_on_duty_is_no_contradiction(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    idle = f"{HEADER}dora,2026-12-07,2026-12-08,ill\n"
    assert not any(each.person == "dora" for each in evenings)
    assert not brought(database, firm(tmp_path, absences=idle), WEDNESDAY).conflicts


def test_what_is_over_of_an_absence_stays(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    brought(database, firm(tmp_path, absences=f"{HEADER}dora,2026-12-07,2026-12-10,ill\n"), NOW)
    shorter = f"{HEADER}dora,2026-12-07,2026-12-07,ill\n"
    (found,) = refused(database, firm(tmp_path, absences=shorter), WEDNESDAY)
    assert found.startswith("absences.csv:2: end: Dora Dahl: what is over of an absence stays as")
    until_now = f"{HEADER}dora,2026-12-07,2026-12-09T14:00,ill\n"
    assert brought(database, firm(tmp_path, absences=until_now), WEDNESDAY).merge.changes


@pytest.mark.parametrize(("column", "day"), [("left", "2026-12-06"), ("joined", "2026-12-09")])
def test_who_was_on_duty_was_there(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...], column: str, day: str
) -> None:
    monday = evenings[0]
    cells = (line.split(",") for line in PEOPLE.splitlines())
    people = "\n".join(
        ",".join((*row, column if row[0] == "id" else day if row[0] == monday.person else ""))
        for row in cells
    )
    found = refused(database, firm(tmp_path, people=people), WEDNESDAY)
    assert found[0].startswith("people.csv:")
    assert f": {column}: {name(monday)} was on duty as primary from 2026-12-07T" in found[0]


def test_leaving_before_coming_duties_is_taken_and_named(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    friday = evenings[-1]
    rows = [line.split(",") for line in PEOPLE.splitlines()]
    people = "\n".join(
        ",".join((*r, {"id": "left", friday.person: "2026-12-17"}.get(r[0], ""))) for r in rows
    )
    (conflict,) = brought(database, firm(tmp_path, people=people), NOW).conflicts
    assert conflict.cure == "oncall rota draft video --from 2026-12-18 --weeks 1 --again"


def test_a_skill_taken_away_is_named(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    who = evenings[0].person
    people = "".join(
        line.replace("codec", "network") if line.startswith(f"{who},") else line
        for line in PEOPLE.splitlines(keepends=True)
    )
    found = brought(database, firm(tmp_path, people=people), NOW).conflicts
    assert {c.sentence for c in found} == {f"{name(evenings[0])}: lacks the skill codec"}


def test_more_that_is_booked_is_a_gap_that_planners_are_told_of(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    bookings = BOOKINGS.replace("Mon-Fri 18:00-22:00,codec,1,0", "Mon-Fri 18:00-22:00,codec,2,0")
    found = brought(database, firm(tmp_path, bookings=bookings), NOW).conflicts
    assert (found[0].sentence, found[0].cure) == (
        "gap: primary short by 1 for B1, Mon 7 Dec 18:00–Mon 7 Dec 22:00",
        "oncall rota draft video --from 2026-12-07 --weeks 2 --again",
    )
    with database.begin() as tx:
        assert len(messages.told(tx, "video", "gap")) == len(found) == 10


def test_history_of_what_was_published_is_refused(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    monday = evenings[0]
    row = f"{monday.person},primary,2026-12-07T19:00+01:00,2026-12-07T20:00+01:00\n"
    folder = firm(tmp_path, duties=f"person,role,start,end\n{row}")
    (found,) = refused(database, folder, WEDNESDAY)
    assert found == (
        f"duties.csv:2: start: {name(monday)} has the published duty {monday.label} as primary "
        "then; leave the row out, it counts already"
    )


def test_a_site_with_published_rotas_does_not_move(
    database: Database, tmp_path: Path, evenings: tuple[Assignment, ...]
) -> None:
    sites = FILES["sites"].replace("Europe/Berlin,DE,HH", "Europe/Vienna,AT,9")
    found = refused(database, firm(tmp_path, sites=sites), NOW)
    published_there = "and rotas are published there; give the site in"
    vienna = "Europe/Vienna an id of its own"
    assert found == [
        f"sites.csv:2: timezone: hamburg is in Europe/Berlin {published_there} {vienna}",
        f"sites.csv:2: country: hamburg is in DE {published_there} AT an id of its own",
    ]
    other = FILES["sites"].replace("Europe/London,GB,ENG", "Europe/Dublin,IE,")
    assert brought(database, firm(tmp_path, sites=other), NOW).merge.changes
