"""The days of the timeline, by the calendar of the team's site."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.localtime import day_span, days_between

if TYPE_CHECKING:
    from datetime import date

    from oncall.localtime import Span
    from oncall.people import Site
    from oncall.streams import Weeks

SATURDAY = 5


class Day(NamedTuple):
    """A local day, of 23 or 25 hours where clocks change; bridge days where they are free."""

    date: date
    span: Span
    is_holiday: bool
    is_bridge_day: bool

    @property
    def is_weekend(self) -> bool:
        """True on Saturday and Sunday."""
        return self.date.weekday() >= SATURDAY


def days_of(site: Site, weeks: Weeks) -> tuple[Day, ...]:
    """Return the days of some weeks, without those that a zone has skipped."""
    calendar = site.calendar
    found = (
        Day(
            day,
            day_span(day, site.zone),
            calendar.is_holiday(day),
            calendar.bridge_days and calendar.is_bridge_day(day),
        )
        for day in days_between(weeks.first, weeks.last)
    )
    return tuple(day for day in found if day.span.minutes)
