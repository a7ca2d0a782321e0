"""Promises walked through minute by minute: slow, and too simple to be wrong.

It shares no code with the product: its own holidays, bridge days, local times and hours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Line:
    """Hours from one minute of the day to another, on weekdays (Monday is 0) or on holidays."""

    weekdays: frozenset[int]
    start: int
    end: int
    holiday: bool = False


@dataclass(frozen=True)
class Place:
    """Where a clock stands."""

    zone: str
    country: str
    subdivision: str | None
    bridge_days: bool


@cache
def holidays_of(place: Place, year: int) -> frozenset[date]:
    return frozenset(
        holidays.country_holidays(place.country, subdiv=place.subdivision, years=[year])
    )


def is_holiday(place: Place, day: date) -> bool:
    return day in holidays_of(place, day.year)


def is_closed(place: Place, day: date) -> bool:
    """A holiday, or a weekday that two free days enclose, of which one at least is a holiday."""
    if is_holiday(place, day):
        return True
    if not place.bridge_days or day.weekday() in (5, 6):
        return False
    around = (day - DAY, day + DAY)
    free = [each.weekday() in (5, 6) or is_holiday(place, each) for each in around]
    return all(free) and any(is_holiday(place, each) for each in around)


@cache
def lines_of(place: Place, lines: tuple[Line, ...], day: date) -> tuple[tuple[int, int], ...]:
    """Return the minutes, counted from midnight of the day, from and to which it is open."""
    if any(line.holiday for line in lines) and is_holiday(place, day):
        found = [line for line in lines if line.holiday]
    else:
        found = [line for line in lines if day.weekday() in line.weekdays]
        if is_closed(place, day):
            found = [line for line in found if all(is_given(lines, line, n) for n in range(7))]
    return tuple(
        (line.start, line.end if line.end > line.start else line.end + 1440) for line in found
    )


def is_given(lines: tuple[Line, ...], line: Line, weekday: int) -> bool:
    """Whether some line has the times of this one on a weekday."""
    return any(
        weekday in other.weekdays and (other.start, other.end) == (line.start, line.end)
        for other in lines
    )


@dataclass
class Walk:
    """Every minute from a UTC day on: whether it is open, and on which local day it lies.

    It goes as far as it is asked to, and no further than `days`.
    """

    place: Place
    lines: tuple[Line, ...]
    first: date
    days: int
    open: bytearray = field(default_factory=bytearray)
    local: list[date] = field(default_factory=list)
    opens: dict[date, int] = field(default_factory=dict)
    closes: dict[date, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.zone = ZoneInfo(self.place.zone)
        self.origin = datetime.combine(self.first, time(), UTC)
        # The day before shows whether the first minutes are in an hour that is repeated.
        before = (self.origin - (n + 1) * MINUTE for n in range(1440))
        self.reached = max(self.shown(minute) for minute in before)

    def shown(self, instant: datetime) -> datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None)

    def goes_to(self, minute: int) -> bool:
        """Walk up to a minute; false if that is too far."""
        while len(self.open) <= min(minute, self.days * 1440 - 1):
            self.step()
        return minute < len(self.open)

    def step(self) -> None:
        at, is_open = len(self.open), False
        shown = self.shown(self.instant(at))
        # While the clocks repeat an hour, nothing opens or closes.
        self.reached = max(self.reached, shown)
        today, into = self.reached.date(), self.reached.hour * 60 + self.reached.minute
        for day, minute in ((today, into), (today - DAY, into + 1440)):
            for start, end in lines_of(self.place, self.lines, day):
                if start <= minute < end:
                    is_open = True
                    self.opens.setdefault(day, at)
                    self.closes[day] = at + 1
        self.open.append(is_open)
        self.local.append(shown.date())

    def minute_of(self, instant: datetime) -> int:
        return (instant - self.origin) // MINUTE

    def instant(self, minute: int) -> datetime:
        return self.origin + minute * MINUTE

    def due(
        self, start: datetime, amount: int, paused: frozenset[int] = frozenset()
    ) -> datetime | None:
        """Walk on until so many minutes have run; None if the walk ends before."""
        left, now = amount * MINUTE, start
        while left:
            at = self.minute_of(now)
            if not self.goes_to(at):
                return None
            step = self.instant(at + 1) - now
            if self.open[at] and at not in paused:
                step = min(step, left)
                left -= step
            now += step
        return now

    def due_days(
        self, start: datetime, amount: int, paused: frozenset[int] = frozenset()
    ) -> datetime | None:
        """Walk from day to day; what is paused of their hours is made up for in open minutes."""
        at = self.minute_of(start)
        self.goes_to(at)
        today, ends = self.local[at], at
        while len(days := sorted(day for day in self.closes if day > today)) <= amount:
            ends += 1440
            if not self.goes_to(ends):
                return None
        # One more day has opened, so that the last one has closed, unless windows overlap.
        self.goes_to(ends + 2880)
        first, last = self.opens[days[0]], max(self.closes[day] for day in days[:amount])
        return self.due(self.instant(first), sum(self.open[first:last]), paused)

    def elapsed(
        self, start: datetime, until: datetime, paused: frozenset[int] = frozenset()
    ) -> timedelta:
        """Walk from one instant to another and count."""
        total, now = timedelta(), start
        while now < until:
            at = self.minute_of(now)
            assert self.goes_to(at)
            step = min(self.instant(at + 1), until)
            if self.open[at] and at not in paused:
                total += step - now
            now = step
        return total
