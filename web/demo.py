"""The demo's firm: its folder, moved by whole weeks so that its first week is the present one."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from oncall.paths import DATA
from oncall.streams import Weeks

if TYPE_CHECKING:
    from pathlib import Path

FOLDER: Final = DATA / "demo"
# As they are planned: Woking, which has fewer people and stricter limits, has the first claim on
# those who are in both teams.
TEAMS: Final = ("wey", "neckar")
FIRST: Final = date(2026, 12, 7)  # of the weeks that the folder is written for
DAYS: Final = 42
GAPS: Final = {"neckar": 0, "wey": 1}  # that are left open on purpose
REACHES: Final = timedelta(days=14)  # what is published is gone on with where it ends sooner
# What has the firm on call at any hour: two customers who have booked around the clock, and two
# engineers for the days in Reutlingen, where nobody is on standby while at regular work. Not in the
# folder, whose rota, gap and shares are told and tested as they are.
MORE: Final = {
    "people": (
        "svea,Svea Sperber,neckar,reutlingen,svea.sperber@zaunkoenig.example,0171 3920019,"
        "video,primary;backup,de;en,2026-12-07,\n"
        "xaver,Xaver Xenops,neckar,reutlingen,xaver.xenops@zaunkoenig.example,0171 3920024,"
        "video,primary;backup,de;en,2026-12-07,\n"
    ),
    "unreachable": (
        "svea;Mo-Fr;17:00;08:00;;;Abendstudium\n"
        "svea;Sa-So;00:00;24:00;;;Segelflugplatz\n"
        "xaver;Mo-Fr;17:00;08:00;;;Bäckt in der Nacht\n"
        "xaver;Sa-So;00:00;24:00;;;Marktstand\n"
    ),
    "bookings": (
        "N0,Klinikum Hohenzipfel,neckar,2026-10-30,2026-12-07,2031-12-31,always,video,1,0,no,6\n"
        "W0,Puddleford Borough Council,wey,2026-10-30,2026-12-07,2031-12-31,always,voice,1,0,no,6\n"
    ),
}
# Terms end with calendar years, which don't move. With a notice that comes too late for this year's
# end, the contract of N5 and N6 runs as long as they do, in whatever weeks they are.
INSTEAD: Final = {"contracts": {",2026-09-10,": ",2026-11-10,"}}
ISO: Final = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?=\b|T)")
GERMAN: Final = re.compile(r"\b(\d{2})\.(\d{2})\.(\d{4})\b")


def moved(today: date) -> timedelta:
    """Return by how much the demo is moved so that its first Monday is the last one that came.

    Whole weeks, so days of the week stay; clock times do too. Then its history is over, whatever
    is booked was ordered in time, and its gap is 18 days ahead at least, so it can still be cured.
    """
    return today - timedelta(days=today.weekday()) - FIRST


def weeks(today: date) -> Weeks:
    """Return the weeks that the demo plans, the present one first."""
    return Weeks(FIRST + moved(today), DAYS)


def further(today: date, ends: date) -> Weeks | None:
    """Return the weeks to publish where the published ones end on the eve of a day.

    None where they reach on long enough.
    """
    if ends - today > REACHES:
        return None
    return Weeks(max(weeks(today).first, ends), DAYS)


def write_folder(target: Path, today: date) -> Path:
    """Write the demo's folder as it is today, and return it."""
    by = moved(today)
    target.mkdir(parents=True, exist_ok=True)
    for source in sorted(FOLDER.glob("*.csv")):
        text = source.read_text(encoding="utf-8") + MORE.get(source.stem, "")
        for before, after in INSTEAD.get(source.stem, {}).items():
            text = text.replace(before, after)
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
