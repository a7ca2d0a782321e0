"""Weekly hours in words: on which days, from when to when."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from web.desk.windows_words import WEEKDAYS, windows_in_words
from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.hours import WeeklyHours, WeeklyLine
    from web.words import Language


def hours_in_words(hours: WeeklyHours, language: Language) -> str:
    """Return hours like `Mo–Fr 08:00–18:00`; a dash for none."""
    if not hours.lines:
        return "–"
    return windows_in_words("; ".join(map(_line, hours.lines)), language)


def clock_in_words(minute: int) -> str:
    """Return a minute of the day like `08:00`."""
    return f"{minute // 60:02}:{minute % 60:02}"


def listed(items: Iterable[str], last: str | None = None) -> str:
    """Return items as a sentence has them; `last` stands before the last, «and» if left out."""
    *first, final = list(items) or [""]
    if not first:
        return final
    word = last or gettext("and")
    return f"{', '.join(first)} {word} {final}"


def _line(line: WeeklyLine) -> str:
    days = ",".join((*_ranges(line.weekdays), *(["Holiday"] if line.holiday else [])))
    return f"{days} {clock_in_words(line.start)}-{clock_in_words(line.end)}"


def _ranges(weekdays: frozenset[int]) -> Iterable[str]:
    """Yield `Mon-Fri` for days that follow each other, and those that stand alone."""
    numbered = enumerate(sorted(weekdays))
    for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0]):
        days = [WEEKDAYS[day] for _, day in run]
        yield days[0] if len(days) == 1 else f"{days[0]}-{days[-1]}"
