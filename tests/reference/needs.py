"""What bookings ask for, minute by minute, and where their duties may be cut."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.reference.clock import (
    DAY,
    WEEKDAYS,
    at,
    day_of,
    days_between,
    is_bridge,
    is_holiday,
    midnight,
)
from tests.reference.reading import items, weekdays

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from tests.reference.reading import Booking, Site, Team

ROLES = ("primary", "backup", "manager")


@dataclass(frozen=True)
class Weeks:
    """The planned days, both included."""

    first: date
    last: date

    def period(self, team: Team) -> tuple[int, int]:
        """Return the planned weeks of a team, midnight to midnight where its site is."""
        zone = team.site.zone
        return midnight(zone, self.first), midnight(zone, self.last + DAY)


def line_minutes(site: Site, day: date, times: str) -> range:
    """Return the minutes of a line such as 16:00-09:00 that begins on a day."""
    start, end = times.split("-")
    ends_next_day = minutes_of(end) <= minutes_of(start)
    last_day = day + DAY if ends_next_day else day
    return range(at(site.zone, day, start), at(site.zone, last_day, end))


def minutes_of(time: str) -> int:
    hours, minutes = map(int, time.split(":"))
    return hours * 60 + minutes


def applies(site: Site, named: set[str], day: date, *, holidays_apart: bool) -> bool:
    """Tell whether a line with these days begins on a day."""
    if is_holiday(site.country, site.subdivision, day) and holidays_apart:
        return "Holiday" in named
    return WEEKDAYS[day.weekday()] in named


def lines(text: str) -> list[tuple[set[str], str]]:
    """Return the days and times of each line of a cell."""
    return [(weekdays(days), times) for days, times in (line.split() for line in items(text))]


def support_minutes(site: Site, weeks: Weeks) -> set[int]:
    """Return the support hours of a site: never on holidays, nor on bridge days if it has them."""
    place = (site.country, site.subdivision)

    def is_closed(day: date) -> bool:
        return is_holiday(*place, day) or (site.has_bridge_days and is_bridge(*place, day))

    # A line belongs to the day on which it begins, and «public holidays are out of hours all day»:
    # what begins on a closed day does not exist, what reaches into one ends there.
    found: set[int] = set()
    for day in days_between(weeks.first - DAY, weeks.last):
        for named, times in lines(site.support_hours):
            if WEEKDAYS[day.weekday()] in named and not is_closed(day):
                found.update(line_minutes(site, day, times))
    closed = {day for day in days_between(weeks.first, weeks.last + DAY) if is_closed(day)}
    return {minute for minute in found if day_of(site.zone, minute) not in closed}


def booked_minutes(booking: Booking, weeks: Weeks) -> set[int]:
    """Return the minutes of the planned weeks that lie in the windows of a booking."""
    site = booking.team.site
    start, end = weeks.period(booking.team)
    planned = set(range(max(start, booking.start), min(end, booking.end)))
    if booking.windows == "always":
        return planned
    if booking.windows == "out-of-hours":
        return planned - support_minutes(site, weeks)
    spoken = lines(booking.windows)
    apart = any("Holiday" in named for named, _ in spoken)
    found: set[int] = set()
    for day in days_between(weeks.first - DAY, weeks.last):
        for named, times in spoken:
            if applies(site, named, day, holidays_apart=apart):
                found.update(line_minutes(site, day, times))
    return found & planned


def stretches(minutes: Iterable[int]) -> list[tuple[int, int]]:
    """Return the uninterrupted stretches of a set of minutes, each with its start and end."""
    all_minutes = set(minutes)
    starts = sorted(minute for minute in all_minutes if minute - 1 not in all_minutes)
    ends = sorted(minute + 1 for minute in all_minutes if minute + 1 not in all_minutes)
    return list(zip(starts, ends, strict=True))


class Stream:
    """Bookings that are covered together."""

    def __init__(self, bookings: list[Booking], weeks: Weeks) -> None:
        self.bookings = bookings
        self.team = bookings[0].team
        self.skill = bookings[0].skill
        self.booked = {booking.id: booked_minutes(booking, weeks) for booking in bookings}
        self.period = weeks.period(self.team)
        self.need = {role: self._need(role) for role in ROLES}
        self.cuts = self._cuts(weeks)

    def _need(self, role: str) -> dict[int, int]:
        """Return how many are needed in each minute: the most that any booking asks for."""
        need: dict[int, int] = {}
        for booking in self.bookings:
            wanted = dict(booking.wanted).get(role, 0)
            for minute in self.booked[booking.id] if wanted else ():
                need[minute] = max(need.get(minute, 0), wanted)
        return need

    def _cuts(self, weeks: Weeks) -> set[int]:
        """Return where a duty may begin or end."""
        zone = self.team.site.zone
        days = days_between(weeks.first, weeks.last)
        cuts = {at(zone, day, time) for day in days for time in self.team.handover}
        for minutes in self.booked.values():
            for stretch in stretches(minutes):
                cuts.update(stretch)
        return cuts | set(self.period)

    def asking(self, role: str, minutes: Iterable[int]) -> frozenset[str]:
        """Return the bookings that ask for a role at some of the minutes."""
        looked_at = set(minutes)
        return frozenset(
            booking.id
            for booking in self.bookings
            if dict(booking.wanted).get(role, 0) and self.booked[booking.id] & looked_at
        )

    def whole_stretches(self, role: str) -> set[tuple[int, int]]:
        """Return the stretches that the stream or a booking needs without interruption.

        A stream that needs two people for a while within a longer need for one needs the second
        for that while.
        """
        found: set[tuple[int, int]] = set()
        for level in range(1, 10):
            found.update(stretches(m for m, n in self.need[role].items() if n >= level))
        for booking in self.bookings:
            if dict(booking.wanted).get(role, 0):
                found.update(stretches(self.booked[booking.id]))
        return found

    def callout(self, minute: int) -> Fraction:
        """Return the dearest call-out minutes per hour among what is booked in a minute."""
        booked = [b.callout for b in self.bookings if minute in self.booked[b.id]]
        return max(booked, default=Fraction(0))
