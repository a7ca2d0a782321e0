"""The timeline in the terminal, as plain text and as narrow as need be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.firms import BOOKED, LEAVE, evenings
from tests.web.run import QUICK, oncall
from web.timeline import LABEL, WEEK, cells_per_day

if TYPE_CHECKING:
    from pathlib import Path

PLANNED = """\
video, hamburg (Europe/Berlin)
Dec 2026       Mon 7 Dec   Tue 8 Dec   Wed 9 Dec   Thu 10 Dec  Fri 11 Dec  Sat 12 Dec  Sun 13 Dec
               ─────────── ─────────── ─────────── ─────────── ─────────── ═══════════ ═══════════
coverage       │        ━━ │        ━━ │        !! │        ━━ │        ━━ │           │
Ada Ahlers     │········██·│········██·××××××××××××│········██·│········██·│···········│···········
Ben Boyd       │···········│···········│···········│···········│···········│···········│···········

"""


def shown(folder: Path, first: str = "2026-12-07") -> str:
    return oncall("plan", folder, "--from", first, "--weeks", "1", *QUICK).stdout


def test_a_week_shows_who_is_on_duty_away_and_missing(tmp_path: Path) -> None:
    text = shown(evenings(tmp_path, absences=LEAVE))
    assert text.startswith(PLANNED)
    assert "1 gap, 4 h uncovered\n\n! Wed 9 Dec 18:00–22:00, primary: short by 1 for B1\n" in text
    assert "\n    Ada Ahlers: absent (leave), " in text
    assert (
        "\n    → if Ada Ahlers were not absent (leave), Wed 9 Dec 18:00–22:00, this would" in text
    )
    assert max(len(line) for line in text.splitlines() if not line.startswith("    ")) <= 100
    assert "\x1b" not in text


def test_holidays_of_the_site_and_duties_for_another_team_are_marked(tmp_path: Path) -> None:
    bookings = f"""{BOOKED}\
B1,Alster,video,2026-11-01,2026-12-25T18:00,2026-12-25T22:00,always,codec
B2,Wey,voice,2026-11-01,2026-12-24T18:00,2026-12-24T22:00,always,network
"""
    video, voice = shown(evenings(tmp_path, bookings=bookings), "2026-12-21").split("voice, woking")
    marks = video.splitlines()[2]
    assert marks.split() == ["─" * 11] * 4 + ["*" * 11] * 2 + ["═" * 11]
    assert "Ben Boyd" in video
    assert "◦◦" in next(line for line in video.splitlines() if line.startswith("Ben"))
    assert "██" in next(line for line in voice.splitlines() if line.startswith("Ben"))


def test_a_backup_has_a_sign_of_its_own(tmp_path: Path) -> None:
    header = BOOKED.strip() + ",primary,backup\n"
    bookings = header + "B1,A,video,2026-11-01,2026-12-07T18:00,2026-12-07T22:00,always,codec,0,1\n"
    line = shown(evenings(tmp_path, bookings=bookings)).splitlines()[4]
    assert line.startswith("Ada Ahlers     │········▒▒·│")


@pytest.mark.parametrize("width", range(40, 200, 7))
def test_a_week_fits_the_width(width: int) -> None:
    assert LABEL + WEEK * cells_per_day(width) <= width
    assert 24 % cells_per_day(width) == 0
