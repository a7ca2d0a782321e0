"""rota.csv is written and read back, and refused where it names what is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.folder.read import read_folder
from oncall.folder.rota_file import read_rota, write_rota
from tests.builders import write_folder

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "duty,person,role,start,end,bookings\n"
ROTA = (
    HEADER
    + "D1,ada,backup,2026-12-07T18:00+01:00,2026-12-08T06:00+01:00,B1\n"
    + "D2,ben,primary,2026-12-07T17:00+00:00,2026-12-08T05:00+00:00,B1;B2\n"
    + "D3,ada,primary,2026-12-08T18:00+01:00,2026-12-09T00:00+01:00,B1\n"
)


def test_a_rota_is_written_as_it_was_read_in_order_and_with_the_persons_offset(
    tmp_path: Path,
) -> None:
    folder = read_folder(write_folder(tmp_path))
    (tmp_path / "rota.csv").write_text(ROTA)
    rows = read_rota(tmp_path / "rota.csv", folder)
    assert [row.duty for row in rows] == ["D1", "D2", "D3"]
    assert [booking.id for booking in rows[1].bookings] == ["B1", "B2"]
    assert write_rota(reversed(rows)) == ROTA


def test_times_without_offset_are_local_to_the_person_and_a_date_ends_with_its_day(
    tmp_path: Path,
) -> None:
    folder = read_folder(write_folder(tmp_path))
    (tmp_path / "rota.csv").write_text(HEADER + "D3,ada,primary,8.12.2026 18:00,08.12.2026,B1\n")
    (row,) = read_rota(tmp_path / "rota.csv", folder)
    assert write_rota([row]).splitlines()[1] == ROTA.splitlines()[3]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("D1,ada,backup,2026-12-09,2026-12-09,B1", "duty: 'D1' stands in lines 2 and 5; every"),
        ("D4,eve,backup,2026-12-09,2026-12-09,B1", "person: there is no person 'eve'; the nearest"),
        ("D4,ada,boss,2026-12-09,2026-12-09,B1", "role: 'boss' is no role; write primary"),
        ("D4,ada,backup,2026-12-09,2026-12-09,", "bookings: is blank; fill it in"),
        ("D4,ada,backup,2026-12-09,2026-12-09,;", "bookings: names no booking; write the id"),
        ("D4,ada,backup,2026-12-09,2026-12-09,B1;B9", "bookings: there is no booking 'B9'; the"),
        ("D4,ada,backup,2026-12-09,2026-12-08,B1", "end: is not after the start; write a time"),
        ("D4,ada,backup,2026-12-09T10:00:01,2026-12-09,B1", "start: '2026-12-09T10:00:01' has se"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, sentence: str) -> None:
    folder = read_folder(write_folder(tmp_path))
    (tmp_path / "rota.csv").write_text(ROTA + row + "\n")
    with pytest.raises(BadInput) as refused:
        read_rota(tmp_path / "rota.csv", folder)
    assert str(refused.value).startswith(f"rota.csv:5: {sentence}")
    assert len(refused.value.faults) == 1


def test_a_rota_without_rows_is_one_and_a_missing_file_is_none(tmp_path: Path) -> None:
    folder = read_folder(write_folder(tmp_path))
    (tmp_path / "rota.csv").write_text(HEADER)
    assert read_rota(tmp_path / "rota.csv", folder) == ()
    with pytest.raises(BadInput, match=r"nothing\.csv: can't be read"):
        read_rota(tmp_path / "nothing.csv", folder)
