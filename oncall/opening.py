"""When hours are open in a year at a site, and how much of them has run: made once, then looked up.

Rules: DOMAIN, «Clocks», and decision 0027.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.hours import Calendar, WeeklyHours, WeeklyLine, expand
from oncall.localtime import Span, days_between, union

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EVERY_DAY: Final = frozenset(range(7))
ALWAYS: Final = WeeklyHours((WeeklyLine(EVERY_DAY, holiday=False, start=0, end=1440),))
NOTHING: Final = timedelta(0)
KEPT: Final = 512  # years of one kind of hours at one site; some 100 kB each


@dataclass(frozen=True, slots=True)
class OpenYear:
    """The hours of a local year: spans in order, and what of them has run before each."""

    starts: tuple[datetime, ...]
    ends: tuple[datetime, ...]
    before: tuple[timedelta, ...]
    total: timedelta

    def run(self, until: datetime) -> timedelta:
        """Return how much of the year's hours lies before an instant."""
        at = bisect_right(self.starts, until) - 1
        if at < 0:
            return NOTHING
        return self.before[at] + (min(until, self.ends[at]) - self.starts[at])

    def when(self, amount: timedelta) -> datetime:
        """Return the first instant at which so much has run; more than nothing, at most all."""
        at = bisect_left(self.before, amount) - 1
        return self.starts[at] + (amount - self.before[at])

    def spans(self, within: Span) -> tuple[Span, ...]:
        """Return the hours that lie in a span."""
        first = bisect_right(self.ends, within.start)
        last = bisect_left(self.starts, within.end)
        found = (Span(self.starts[at], self.ends[at]).clip(within) for at in range(first, last))
        return tuple(span for span in found if span)


class WorkingDay(NamedTuple):
    """A local day on which hours open, and when its hours open and close."""

    day: date
    opens: datetime
    closes: datetime


def lines_on(day: date, hours: WeeklyHours, calendar: Calendar) -> tuple[WeeklyLine, ...]:
    """Return the lines that begin on a day.

    Once any line names holidays, public holidays follow those lines only. Otherwise a closed day
    has those lines whose times are given for all seven weekdays.
    """
    if hours.names_holiday and calendar.is_holiday(day):
        return hours.on_holiday()
    lines = hours.on_weekday(day)
    if lines and calendar.is_closed(day):
        return tuple(line for line in lines if _is_daily(line, hours))
    return lines


def _is_daily(line: WeeklyLine, hours: WeeklyHours) -> bool:
    times = (line.start, line.end)
    same = (other.weekdays for other in hours.lines if (other.start, other.end) == times)
    return EVERY_DAY.issubset(frozenset().union(*same))


@lru_cache(maxsize=KEPT)
def open_year(hours: WeeklyHours, calendar: Calendar, zone: ZoneInfo, year: int) -> OpenYear:
    """Return a local year's hours, cut at its two midnights."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    spans = expand(lambda day: lines_on(day, hours, calendar), first, last, zone)
    sums = tuple(accumulate((span.end - span.start for span in spans), initial=NOTHING))
    starts = tuple(span.start for span in spans)
    return OpenYear(starts, tuple(span.end for span in spans), sums[:-1], sums[-1])


@lru_cache(maxsize=KEPT)
def working_year(
    hours: WeeklyHours, calendar: Calendar, zone: ZoneInfo, year: int
) -> tuple[WorkingDay, ...]:
    """Return the days of a local year on which hours open.

    A day's hours are the windows that begin on it; they may close on the day after.
    """

    def windows(day: date) -> tuple[Span, ...]:
        return union(line.span(day, zone) for line in lines_on(day, hours, calendar))

    days = days_between(date(year, 1, 1), date(year, 12, 31))
    return tuple(
        WorkingDay(day, found[0].start, found[-1].end) for day in days if (found := windows(day))
    )
