"""A folder that would change what an id stands for, or what is over, is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.builders import FILES, write_folder
from tests.oncall.services.test_importing import NOW, brought, refused

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database

RUNNING = datetime(2026, 12, 9, 12, tzinfo=UTC)
OVER = datetime(2027, 1, 9, 12, tzinfo=UTC)


def test_another_name_is_another_person_unless_it_is_said(
    database: Database, tmp_path: Path
) -> None:
    brought(database, write_folder(tmp_path))
    write_folder(tmp_path, people=FILES["people"].replace("Ada Ahlers", "Ada Zander"))
    (found,) = refused(database, tmp_path)
    assert found == (
        "people.csv:2: name: ada is Ada Ahlers; a new person gets an id of their own. If it is "
        "the same person with a new name, say so by --renamed ada"
    )
    (unknown, _) = refused(database, tmp_path, NOW, "adda")
    assert unknown == "--renamed: there is no person 'adda'; the nearest is ada"
    assert brought(database, tmp_path, NOW, "ada").counts()["people"]["changed"] == 1


@pytest.mark.parametrize(
    ("table", "before", "after", "sentence"),
    [
        ("bookings", "B1,Alster", "B1,Elbe", "bookings.csv:2: customer: B1 is of 'Alster'; give"),
        ("bookings", "Wey,voice", "Wey,video", "bookings.csv:3: team: B2 is booked with voice;"),
        ("teams", "voice,woking", "voice,hamburg", "teams.csv:3: site: voice is at woking; give"),
    ],
)
def test_what_an_id_stands_for_does_not_change(
    database: Database, tmp_path: Path, table: str, before: str, after: str, sentence: str
) -> None:
    brought(database, write_folder(tmp_path))
    write_folder(tmp_path, **{table: FILES[table].replace(before, after)})
    (found,) = refused(database, tmp_path)
    assert found.startswith(sentence)


def test_a_site_may_move_before_anything_is_published(database: Database, tmp_path: Path) -> None:
    brought(database, write_folder(tmp_path))
    write_folder(
        tmp_path, sites=FILES["sites"].replace("Europe/Berlin,DE,HH", "Europe/Vienna,AT,9")
    )
    assert brought(database, tmp_path).counts()["sites"]["changed"] == 1


@pytest.mark.parametrize(
    ("before", "after", "now", "sentence"),
    [
        ("2026-12-07,", "2026-12-08,", RUNNING, "start: B1 has begun (2026-12-07T00:00); its"),
        ("out-of-hours", "always", RUNNING, "windows: B1 has begun (2026-12-07T00:00); give what"),
        (",codec", ",network", RUNNING, "skill: B1 has begun"),
        ("2026-12-20", "2026-12-08", RUNNING, "end: B1 can't end in the past; write a later"),
        ("2026-12-20", "2026-12-21", OVER, "end: B1 is over (2026-12-21T00:00); give what"),
    ],
)
def test_the_past_of_a_booking_stays(
    database: Database, tmp_path: Path, before: str, after: str, now: datetime, sentence: str
) -> None:
    brought(database, write_folder(tmp_path))
    line = FILES["bookings"].splitlines(keepends=True)[1]
    changed = FILES["bookings"].replace(line, line.replace(before, after))
    write_folder(tmp_path, bookings=changed)
    (found,) = refused(database, tmp_path, now)
    assert found.startswith(f"bookings.csv:2: {sentence}")


def test_what_is_not_over_may_change(database: Database, tmp_path: Path) -> None:
    brought(database, write_folder(tmp_path))
    longer = FILES["bookings"].replace("2026-12-20", "2027-01-20")
    assert brought(database, write_folder(tmp_path, bookings=longer), RUNNING).merge.changes
    unlike = longer.replace("always", "out-of-hours").replace("T18:00", "T19:00")
    assert brought(database, write_folder(tmp_path, bookings=unlike)).merge.changes


def test_what_was_done_stays(database: Database, tmp_path: Path) -> None:
    duties = "person,role,start,end\nada,primary,2026-11-01T18:00,2026-11-01T22:00\n"
    worklog = (
        "incident,person,customer,booking,start,end,on_site\n"
        "I1,ada,Alster,B1,2026-12-08T20:00,2026-12-08T21:00,no\n"
    )
    brought(database, write_folder(tmp_path, duties=duties, worklog=worklog))
    folder = write_folder(
        tmp_path,
        duties=duties.replace("T22:00", "T21:00"),
        worklog=worklog.replace("T21:00,no", "T21:30,yes"),
    )
    stays = "when it was imported; what was done stays as it is"
    assert refused(database, folder) == [
        f"duties.csv:2: end: was '2026-11-01T22:00' {stays}",
        f"worklog.csv:2: end: was '2026-12-08T21:00' {stays}",
        f"worklog.csv:2: on_site: was 'no' {stays}",
    ]
