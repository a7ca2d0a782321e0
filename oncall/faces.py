"""The face of a clock: what it is read by, and how the hours that it shows run."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Final

from oncall.localtime import Span, local_day, union
from oncall.opening import ALWAYS, NOTHING, open_year, working_year
from oncall.promises import Counting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime, timedelta
    from zoneinfo import ZoneInfo

    from oncall.hours import Calendar, WeeklyHours
    from oncall.opening import OpenYear, WorkingDay

YEARS_AHEAD: Final = 20  # nothing takes longer; by this, hours that never open are found out


@dataclass(frozen=True, slots=True)
class Face:
    """What a clock is read by: a site's zone and calendar, and the hours of a level there."""

    zone: ZoneInfo
    calendar: Calendar
    support: WeeklyHours
    fault: WeeklyHours

    def hours(self, counting: Counting) -> WeeklyHours:
        """Return the hours of a kind; those of elapsed time are always open."""
        match counting:
            case Counting.ELAPSED:
                return ALWAYS
            case Counting.SUPPORT:
                return self.support
            case Counting.FAULT:
                return self.fault

    def spans(self, within: Span, counting: Counting) -> tuple[Span, ...]:
        """Return the hours of a kind in a span, cut to it and in order."""
        years = self._years(within.start, within.end, counting)
        return union(span for year in years for span in year.spans(within))

    def run(self, start: datetime, until: datetime, counting: Counting) -> timedelta:
        """Return how much of the hours of a kind lies between two instants."""
        if until <= start:
            return NOTHING
        *whole, last = years = tuple(self._years(start, until, counting))
        return sum((year.total for year in whole), last.run(until)) - years[0].run(start)

    def when(self, start: datetime, amount: timedelta, counting: Counting) -> datetime | None:
        """Return the first instant at which so much, more than nothing, has run since another.

        None if that takes too many years.
        """
        for ahead, year in enumerate(self._years_from(start, counting)):
            if not ahead:
                amount += year.run(start)
            if amount <= year.total:
                return year.when(amount)
            amount -= year.total
        return None

    def next_open(self, instant: datetime, counting: Counting) -> Span | None:
        """Return what is left of the hours that are open, or else the next; cut at New Year.

        None if they don't open in many years.
        """
        for year in self._years_from(instant, counting):
            at = bisect_right(year.ends, instant)
            if at < len(year.ends):
                start = max(instant.astimezone(UTC), year.starts[at])
                return Span(start, year.ends[at])
        return None

    def days_after(
        self, instant: datetime, counting: Counting, years: int = YEARS_AHEAD
    ) -> Iterator[WorkingDay]:
        """Yield the days on which hours open, after an instant's local day, for so many years."""
        today = local_day(instant, self.zone)
        for year in range(today.year, today.year + years):
            days = working_year(self.hours(counting), self.calendar, self.zone, year)
            yield from days[bisect_right(days, today, key=_day) :]

    def _years_from(self, instant: datetime, counting: Counting) -> Iterator[OpenYear]:
        first = self._year(instant)
        return self._open_years(first, first + YEARS_AHEAD, counting)

    def _years(self, start: datetime, until: datetime, counting: Counting) -> Iterator[OpenYear]:
        return self._open_years(self._year(start), self._year(until) + 1, counting)

    def _open_years(self, first: int, end: int, counting: Counting) -> Iterator[OpenYear]:
        hours = self.hours(counting)
        return (open_year(hours, self.calendar, self.zone, year) for year in range(first, end))

    def _year(self, instant: datetime) -> int:
        return instant.astimezone(self.zone).year


def _day(working: WorkingDay) -> date:
    return working.day
