"""Dates and times as people and spreadsheets write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from oncall.folder.cells import CellError
from oncall.folder.faults import shown
from oncall.localtime import MINUTE, SkippedTime, midnight, written
from solver.sentence import Sentence, typed

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

TIME = r"(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
OFFSET = r"(?P<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)"
ISO_DAY = r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})"
GERMAN_DAY = r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})"
FORMS = tuple(
    re.compile(rf"{day}(?:(?:[Tt]|,?\s+){TIME}\s?{OFFSET}?)?") for day in (ISO_DAY, GERMAN_DAY)
)
TIME_OF_DAY = re.compile(TIME)
CURE = Sentence("write it like 2026-12-07T18:00 or 07.12.2026 18:00")
YEARS = range(1950, 2200)  # a slip of the pen lies outside


@dataclass(frozen=True, slots=True)
class Moment:
    """A written date or time; `minute` is None for a date alone, 1440 for 24:00."""

    day: date
    minute: int | None
    second: int
    offset: timezone | None

    def as_start(self, zone: ZoneInfo) -> datetime:
        """Return the instant; a date alone is its first."""
        return self._instant(self.minute or 0, zone)

    def as_end(self, zone: ZoneInfo) -> datetime:
        """Return the instant; a date alone is the first of the following day."""
        return self._instant(1440 if self.minute is None else self.minute, zone)

    def _instant(self, minute: int, zone: ZoneInfo) -> datetime:
        naive = datetime.combine(self.day, time()) + minute * MINUTE
        naive += timedelta(seconds=self.second)
        if self.offset is not None:
            return naive.replace(tzinfo=self.offset).astimezone(UTC)
        if self.minute is None or minute == 1440:
            # The edge of a day is there even where the clocks skip 00:00.
            return midnight(naive.date(), zone)
        try:
            return written(naive, zone)
        except SkippedTime as skipped:
            raise CellError(
                Sentence(
                    "the clocks skip %(when)s in %(zone)s; write %(resumes)s or later",
                    when=typed(naive),
                    zone=zone.key,
                    resumes=typed(skipped.resumes),
                )
            ) from None


def moment(cell: str) -> Moment:
    """Return a date or a time in whole minutes."""
    found = exact_moment(cell)
    if found.second:
        raise CellError(Sentence("%(cell)s has seconds; write whole minutes", cell=shown(cell)))
    return found


def exact_moment(cell: str) -> Moment:
    """Return a date or a time, to the second."""
    match = next((match for form in FORMS if (match := form.fullmatch(cell))), None)
    if match is None:
        raise CellError(
            Sentence("%(cell)s is no date or time; %(cure)s", cell=shown(cell), cure=CURE)
        )
    day = _day(match, cell)
    if match["hour"] is None:
        return Moment(day, None, 0, None)
    minute, second = _minute(match, cell)
    return Moment(day, minute, second, _offset(match["offset"], cell))


def moment_or_always(cell: str) -> Moment | None:
    """Return when something begins; None for `always`."""
    return None if cell.casefold() in {"always", "immer"} else moment(cell)


def moment_or_never(cell: str) -> Moment | None:
    """Return when something ends; None for `never`."""
    return None if cell.casefold() in {"never", "nie"} else moment(cell)


def day_or_always(cell: str) -> date | None:
    """Return a day; None for `always`."""
    found = moment_or_always(cell)
    if found is not None and found.minute is not None:
        raise CellError(
            Sentence("%(cell)s has a time; write the day alone, like 2026-12-07", cell=shown(cell))
        )
    return None if found is None else found.day


def time_of_day(cell: str) -> int:
    """Return a time like 18:00 as minutes of the day, 24:00 as 1440."""
    match = TIME_OF_DAY.fullmatch(cell)
    if match is None:
        raise CellError(
            Sentence("%(cell)s is no time of day; write it like 18:00", cell=shown(cell))
        )
    minute, second = _minute(match, cell)
    if second:
        raise CellError(Sentence("%(cell)s has seconds; write whole minutes", cell=shown(cell)))
    return minute


def start_of_line(cell: str) -> int:
    """Return the time of day at which something begins, 0 to 1439."""
    minute = time_of_day(cell)
    if minute == 1440:
        raise CellError(Sentence("nothing begins at 24:00; write 00:00 on the next day"))
    return minute


def time_range(cell: str) -> tuple[int, int]:
    """Return the two minutes of the day of a range like 20:00-06:00."""
    start, dash, end = cell.replace("–", "-").partition("-")
    if not dash:
        raise CellError(
            Sentence("%(cell)s is no range of times; write it like 20:00-06:00", cell=shown(cell))
        )
    return start_of_line(start.strip()), time_of_day(end.strip())


def handover_times(cell: str) -> tuple[int, ...]:
    """Return times of day, sorted, each in 0 to 1439; 24:00 is 00:00."""
    minutes = [time_of_day(part.strip()) % 1440 for part in cell.split(";") if part.strip()]
    for minute in minutes:
        if minutes.count(minute) > 1:
            raise CellError(
                Sentence(
                    "%(time)s stands there twice (24:00 is 00:00); remove one",
                    time=f"{minute // 60:02}:{minute % 60:02}",
                )
            )
    return tuple(sorted(minutes))


def _day(match: re.Match[str], cell: str) -> date:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if year not in YEARS:
        raise CellError(
            Sentence("%(cell)s lies too far off; write a year from 1950 to 2199", cell=shown(cell))
        )
    try:
        return date(year, month, day)
    except ValueError:
        raise CellError(
            Sentence("%(cell)s is no day of the calendar; %(cure)s", cell=shown(cell), cure=CURE)
        ) from None


def _minute(match: re.Match[str], cell: str) -> tuple[int, int]:
    hour, minute, second = int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    in_day = hour < 24 and minute < 60 and second < 60
    if not in_day and (hour, minute, second) != (24, 0, 0):
        raise CellError(
            Sentence("%(cell)s is no time of a day; write 00:00 to 24:00", cell=shown(cell))
        )
    return hour * 60 + minute, second


def _offset(text: str | None, cell: str) -> timezone | None:
    if text is None:
        return None
    if text in "Zz":
        return UTC
    digits = text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes > 14 * 60 or int(digits[2:] or 0) > 59:
        raise CellError(
            Sentence("%(cell)s has no possible offset; write one like +01:00", cell=shown(cell))
        )
    return timezone((-1 if text[0] == "-" else 1) * minutes * MINUTE)
