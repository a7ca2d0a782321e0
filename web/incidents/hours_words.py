"""Hours of the week in words, as they would be written in a cell."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from oncall.bookings import Windows
from web.desk.windows_words import WEEKDAYS, windows_in_words

if TYPE_CHECKING:
    from oncall.hours import WeeklyHours, WeeklyLine
    from web.words import Language


def hours_in_words(when: Windows | WeeklyHours, language: Language) -> str:
    """Return at which hours something holds."""
    return windows_in_words(as_cell(when), language)


def as_cell(when: Windows | WeeklyHours) -> str:
    """Return how hours would be written."""
    if isinstance(when, Windows):
        return when.value
    return "; ".join(map(_line, when.lines))


def _line(line: WeeklyLine) -> str:
    days = [*_ranges(sorted(line.weekdays)), *(["Holiday"] if line.holiday else [])]
    return f"{','.join(days)} {_clock(line.start)}-{_clock(line.end)}"


def _ranges(days: list[int]) -> list[str]:
    breaks = [n + 1 for n, (one, two) in enumerate(pairwise(days)) if two != one + 1]
    edges = [0, *breaks, len(days)]
    runs = [days[a:b] for a, b in pairwise(edges) if a < b]
    return [
        WEEKDAYS[run[0]] if len(run) == 1 else f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"
        for run in runs
    ]


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
