"""The demo's firm: its folder, moved by whole weeks so that what is planned is still to come."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from oncall.paths import DATA
from oncall.streams import Weeks

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = DATA / "demo"
TEAMS: Final = {"neckar", "wey"}
FIRST: Final = date(2026, 12, 7)
WEEKS: Final = 6
# Whoever dials the demo's hotline reaches an engineer at any time of day, until its weeks begin.
# Not in the folder: its history is just what was booked there.
MORE: Final = {
    "bookings": (
        "N0,Klinikum Hohenzipfel,neckar,2026-10-30,2026-11-16,2026-12-06,always,video,1,0,no,6\n"
        "W0,Puddleford Borough Council,wey,2026-10-30,2026-11-16,2026-12-06,always,voice,1,0,no,6\n"
    )
}
ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?=\b|T)")
GERMAN: Final = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4})\b")


def moved(today: date) -> timedelta:
    """Return by how much the demo is moved so that its first Monday is still to come.

    Nothing until it comes: then Christmas is where it belongs.
    """
    behind = max(0, (today - FIRST).days + 1)
    return timedelta(weeks=-(-behind // 7))


def weeks(today: date) -> Weeks:
    """Return the weeks that the demo plans."""
    return Weeks(FIRST + moved(today), 7 * WEEKS)


def write_folder(target: Path, today: date) -> Path:
    """Write the demo's folder as it is today, and return it."""
    by = moved(today)
    target.mkdir(parents=True, exist_ok=True)
    for source in sorted(FOLDER.glob("*.csv")):
        text = source.read_text(encoding="utf-8") + MORE.get(source.stem, "")
        (target / source.name).write_text(_moved(text, by), encoding="utf-8")
    return target


def _moved(text: str, by: timedelta) -> str:
    def iso(match: re.Match[str]) -> str:
        year, month, day = map(int, match.groups())
        return (date(year, month, day) + by).isoformat()

    def german(match: re.Match[str]) -> str:
        day, month, year = map(int, match.groups())
        return f"{date(year, month, day) + by:%d.%m.%Y}"

    return GERMAN.sub(german, ISO.sub(iso, text))
