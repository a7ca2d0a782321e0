"""A previous rota is read although people and bookings have left the folder since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.folder.previous_file import Previous, read_previous
from oncall.folder.read import read_folder
from tests.builders import write_folder

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "duty,person,role,start,end,bookings\n"
STAYS = "D1,ada,backup,2026-12-07T18:00+01:00,2026-12-08T06:00+01:00,B1\n"


def read(folder: Path, *rows: str, header: str = HEADER) -> Previous:
    (folder / "rota.csv").write_text(header + STAYS + "".join(f"{row}\n" for row in rows))
    return read_previous(folder / "rota.csv", read_folder(write_folder(folder)))


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("D2,eve,primary,2026-12-09,2026-12-09,B1", "eve is no longer in people.csv"),
        ("D2,eve,primary,2026-12-09,2026-12-09,B8", "eve is no longer in people.csv"),
        ("D2,ada,primary,2026-12-09,2026-12-09,B9", "B9 is no longer in bookings.csv"),
        ("D2,ada,primary,2026-12-09,2026-12-09,B9;B8", "B9, B8 are no longer in bookings.csv"),
    ],
)
def test_a_row_whose_person_or_bookings_are_gone_is_kept_apart_with_the_reason(
    tmp_path: Path, row: str, why: str
) -> None:
    found = read(tmp_path, row)
    assert [each.duty for each in found.rows] == ["D1"]
    assert [(each.duty, each.why) for each in found.gone] == [("D2", why)]


def test_a_row_some_of_whose_bookings_are_gone_is_for_the_others(tmp_path: Path) -> None:
    found = read(tmp_path, "D2,ben,primary,2026-12-09,2026-12-09,B9;B2;B8;B1")
    assert [booking.id for booking in found.rows[1].bookings] == ["B2", "B1"]
    assert found.gone == ()


@pytest.mark.parametrize(
    ("row", "utc"),
    [
        ("D2,ada,primary,2026-12-09T18:00,2026-12-09T22:00,B9", 17),
        ("D2,eve,primary,2026-12-09T18:00,2026-12-09T22:00,B2", 18),
        ("D2,eve,primary,2026-12-09T18:00,2026-12-09T22:00,B9", 17),
        ("D2,eve,primary,2026-12-09T18:00+00:00,2026-12-09T22:00,B9", 18),
    ],
)
def test_local_times_are_the_person_s_or_else_the_team_s_or_else_the_first_site_s(
    tmp_path: Path, row: str, utc: int
) -> None:
    assert read(tmp_path, row).gone[0].span.start.hour == utc


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("D1,eve,primary,2026-12-09,2026-12-09,B9", "duty: 'D1' stands in lines 2 and 3; every"),
        ("D2,,primary,2026-12-09,2026-12-09,B1", "person: is blank; fill it in"),
        ("D2,eve,boss,2026-12-09,2026-12-09,B1", "role: 'boss' is no role; write primary"),
        ("D2,eve,primary,2026-12-09,2026-12-09,", "bookings: is blank; fill it in"),
        ("D2,eve,primary,2026-12-09,2026-12-09,;", "bookings: names no booking; write the id"),
        ("D2,ada,primary,2026-12-09,2026-12-09,;", "bookings: names no booking; write the id"),
        ("D2,eve,primary,2026-12-09,2026-12-08,B1", "end: is not after the start; write a time"),
        ("D2,ada,primary,2026-12-09,2026-12-08,B9", "end: is not after the start; write a time"),
        ("D2,eve,primary,soon,2026-12-09,B1", "start: 'soon' is no "),
        ("D2,ada,primary,soon,2026-12-09,B9", "start: 'soon' is no "),
    ],
)
def test_a_fault_in_the_form_of_a_row_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(tmp_path, row)
    assert str(refused.value).startswith(f"rota.csv:3: {sentence}")
    assert len(refused.value.faults) == 1


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"rota.csv:1: duty: this column is missing; add it"):
        read(tmp_path, header=HEADER.removeprefix("duty,"))
