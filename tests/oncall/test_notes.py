"""A planner is told of mornings that windows over midnight leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.folder.read import read_folder
from oncall.notes import notes
from tests.builders import FILES, write_folder

if TYPE_CHECKING:
    from pathlib import Path


def notes_of(folder: Path, windows: str) -> tuple[str, ...]:
    row = f'B3,Wey,video,2026-11-01,2026-12-07,2026-12-20,"{windows}",\n'
    facts = read_folder(write_folder(folder, bookings=FILES["bookings"] + row))
    return notes((facts.bookings["B3"],))


def test_the_example_of_the_formats_leaves_monday_morning_open(tmp_path: Path) -> None:
    (note,) = notes_of(tmp_path, "Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00")
    assert note.startswith("B3: Mon 00:00–09:00 is not booked whole, because 16:00-09:00 belongs")
    assert note.endswith("add Mon 00:00-09:00")


@pytest.mark.parametrize(
    "windows",
    [
        "Mon-Fri 16:00-09:00; Sat-Sun 00:00-24:00; Mon 00:00-09:00",
        "Mon-Sun 16:00-09:00",
        "Mon-Fri 18:00-24:00",
        "Wed,Sat 22:00-06:00",
        "always",
        "out-of-hours",
    ],
)
def test_nothing_is_said_where_the_small_hours_are_booked_or_not_meant(
    tmp_path: Path, windows: str
) -> None:
    assert notes_of(tmp_path, windows) == ()
