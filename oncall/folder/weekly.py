"""Weekdays and hours that come round weekly, in English and German."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from oncall.bookings import Windows
from oncall.folder.cells import CellError
from oncall.folder.faults import nearest, shown
from oncall.folder.moments import time_range
from oncall.hours import WeeklyHours, WeeklyLine
from solver.sentence import Sentence

HOLIDAY = 7
WEEKDAYS: Final = {
    word: number
    for number, words in enumerate(
        (
            "mon monday mo montag",
            "tue tues tuesday di dienstag",
            "wed wednesday mi mittwoch",
            "thu thur thurs thursday do donnerstag",
            "fri friday fr freitag",
            "sat saturday sa samstag sonnabend",
            "sun sunday so sonntag",
            "holiday holidays feiertag feiertage",
        )
    )
    for word in words.split()
}
LINE = re.compile(r"(?P<days>\D*?)\s*(?P<times>\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2})")
LINE_CURE = Sentence("write lines like Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00")
WINDOW_WORDS: Final = {
    "always": Windows.ALWAYS,
    "immer": Windows.ALWAYS,
    "out-of-hours": Windows.OUT_OF_HOURS,
}


@dataclass(frozen=True, slots=True)
class Days:
    """Weekdays (Monday is 0) and whether public holidays are named with them."""

    weekdays: frozenset[int]
    holiday: bool

    def line(self, start: int, end: int) -> WeeklyLine:
        """Return these days' line from one minute of the day to another."""
        return WeeklyLine(self.weekdays, self.holiday, start, end)


def days(cell: str) -> Days:
    """Return the days of a list like `Mon-Fri`, `Sat-Mon,Holiday` or `Mo,Mi`."""
    found: set[int] = set()
    for part in re.split("[,;]", cell.replace("–", "-")):
        first, dash, last = part.partition("-")
        if dash:
            found |= _range(_day(first), _day(last))
        else:
            found.add(_day(part))
    return Days(frozenset(found - {HOLIDAY}), HOLIDAY in found)


def working_days(cell: str) -> Days:
    """Return weekdays; regular hours are not worked on public holidays, so none are named."""
    found = days(cell)
    if found.holiday:
        raise CellError(
            Sentence(
                "%(cell)s names Holiday, but regular hours are not worked on public holidays; "
                "leave it out",
                cell=shown(cell),
            )
        )
    return found


def weekly_hours(cell: str) -> WeeklyHours:
    """Return the lines of a cell like `Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00`."""
    lines = tuple(_line(part.strip()) for part in cell.split(";") if part.strip())
    if not lines:
        raise CellError(
            Sentence("%(cell)s holds no line; %(cure)s", cell=shown(cell), cure=LINE_CURE)
        )
    return WeeklyHours(lines)


def support_hours(cell: str) -> WeeklyHours:
    """Return weekly lines without holidays, on which no support hours exist."""
    found = weekly_hours(cell)
    if found.names_holiday:
        raise CellError(
            Sentence(
                "%(cell)s names Holiday, but public holidays are out of hours all day; leave it "
                "out",
                cell=shown(cell),
            )
        )
    return found


def windows(cell: str) -> Windows | WeeklyHours:
    """Return when a booking must be covered."""
    word = WINDOW_WORDS.get(cell.casefold())
    if word is not None:
        return word
    if not re.search(r"\d", cell):
        near = nearest(cell, (*WINDOW_WORDS,))
        raise CellError(
            Sentence(
                "%(cell)s are no windows; write always, out-of-hours (nearest: %(near)s) or "
                "lines like Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00",
                cell=shown(cell),
                near=near,
            )
        )
    return weekly_hours(cell)


def _line(part: str) -> WeeklyLine:
    match = LINE.fullmatch(part.replace("–", "-"))
    if match is None or not match["days"]:
        raise CellError(
            Sentence(
                "%(cell)s is no line of days and times; %(cure)s",
                cell=shown(part),
                cure=LINE_CURE,
            )
        )
    return days(match["days"]).line(*time_range(match["times"]))


def _day(word: str) -> int:
    number = WEEKDAYS.get(word.strip().rstrip(".").casefold())
    if number is None:
        raise CellError(
            Sentence(
                "%(cell)s is no weekday; write Mon, Tue, Wed, Thu, Fri, Sat, Sun or Holiday, "
                "ranges like Mon-Fri",
                cell=shown(word.strip()),
            )
        )
    return number


def _range(first: int, last: int) -> set[int]:
    if HOLIDAY in {first, last}:
        raise CellError(Sentence("Holiday is no end of a range; write Mon-Fri,Holiday"))
    return {(first + step) % 7 for step in range((last - first) % 7 + 1)}
