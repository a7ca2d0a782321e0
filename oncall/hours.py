"""Hours that come round every week, and the holidays and bridge days that interrupt them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import holidays

from oncall.localtime import (
    DAY,
    Span,
    day_span,
    days_between,
    days_span,
    recurring,
    subtract,
    union,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from zoneinfo import ZoneInfo

SATURDAY = 5


@lru_cache(maxsize=1024)
def public_holidays(country: str, subdivision: str | None, year: int) -> frozenset[date]:
    """Return a year's public holidays, substitute days included, of an ISO 3166 country or part."""
    return frozenset(holidays.country_holidays(country, subdiv=subdivision, years=year))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of a site; whether its bridge days are free as well."""

    country: str
    subdivision: str | None
    bridge_days: bool

    def is_holiday(self, day: date) -> bool:
        """True on a public holiday; a bridge day is none."""
        return day in public_holidays(self.country, self.subdivision, day.year)

    def is_bridge_day(self, day: date) -> bool:
        """True on a working day between two free days, one of them at least a public holiday."""
        if self._is_free(day):
            return False
        before, after = day - DAY, day + DAY
        free_around = self._is_free(before) and self._is_free(after)
        return free_around and (self.is_holiday(before) or self.is_holiday(after))

    def is_closed(self, day: date) -> bool:
        """True on public holidays and, where the site has them, on bridge days."""
        return self.is_holiday(day) or (self.bridge_days and self.is_bridge_day(day))

    def _is_free(self, day: date) -> bool:
        return day.weekday() >= SATURDAY or self.is_holiday(day)


@dataclass(frozen=True, slots=True)
class WeeklyLine:
    """Minutes of the day from `start` to `end` on some weekdays (Monday is 0) or holidays.

    `start` is 0 to 1439, `end` 1 to 1440 or any earlier minute; an end that is not after the
    start is on the next day. The line belongs to the day on which it begins.
    """

    weekdays: frozenset[int]
    holiday: bool
    start: int
    end: int

    def span(self, day: date, zone: ZoneInfo) -> Span:
        """Return the line as it begins on `day`; empty if the clocks skip all of it."""
        last = day if self.end > self.start else day + DAY
        return Span(recurring(day, self.start, zone), recurring(last, self.end, zone))


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Weekly lines; the methods named `on_` say which of them begin on a day."""

    lines: tuple[WeeklyLine, ...] = ()

    @property
    def names_holiday(self) -> bool:
        """True if any line is for public holidays."""
        return any(line.holiday for line in self.lines)

    def on_weekday(self, day: date) -> tuple[WeeklyLine, ...]:
        """Return the lines of the weekday, whether or not it is a holiday."""
        return tuple(line for line in self.lines if day.weekday() in line.weekdays)

    def on_holiday(self) -> tuple[WeeklyLine, ...]:
        """Return the lines for public holidays."""
        return tuple(line for line in self.lines if line.holiday)

    def on_window_day(self, day: date, calendar: Calendar) -> tuple[WeeklyLine, ...]:
        """Return a booking's lines: once any names holidays, they follow those lines only."""
        if self.names_holiday and calendar.is_holiday(day):
            return self.on_holiday()
        return self.on_weekday(day)


def expand(
    lines_on: Callable[[date], Iterable[WeeklyLine]], first: date, last: date, zone: ZoneInfo
) -> tuple[Span, ...]:
    """Return what the lines cover of the local days `first` to `last`, united and cut to them.

    A line that begins the evening before `first` is there with its part after midnight.
    """
    bounds = days_span(first, last, zone)
    spans = (
        line.span(day, zone).clip(bounds)
        for day in days_between(first - DAY, last)
        for line in lines_on(day)
    )
    return union(span for span in spans if span)


@lru_cache(maxsize=256)
def worked_spans(
    regular: WeeklyHours, calendar: Calendar, first: date, last: date, zone: ZoneInfo
) -> tuple[Span, ...]:
    """Return regular work, which a site's holidays interrupt; most people of a firm share it."""

    def lines_on(day: date) -> tuple[WeeklyLine, ...]:
        return () if calendar.is_holiday(day) else regular.on_weekday(day)

    return expand(lines_on, first, last, zone)


def support_spans(
    support: WeeklyHours, calendar: Calendar, first: date, last: date, zone: ZoneInfo
) -> tuple[Span, ...]:
    """Return a site's support hours; those that would begin on a closed day do not exist."""

    def lines_on(day: date) -> tuple[WeeklyLine, ...]:
        return () if calendar.is_closed(day) else support.on_weekday(day)

    return expand(lines_on, first, last, zone)


def out_of_hours(
    support: WeeklyHours, calendar: Calendar, first: date, last: date, zone: ZoneInfo
) -> tuple[Span, ...]:
    """Return all of the local days `first` to `last` that is not support hours.

    Public holidays and bridge days that the site has are out of hours all day (FORMATS, «How the
    folder is read»), also where support hours have begun the evening before.
    """
    open_hours = support_spans(support, calendar, first, last, zone)
    closed = (day_span(day, zone) for day in days_between(first, last) if calendar.is_closed(day))
    return subtract((days_span(first, last, zone),), subtract(open_hours, closed))
