"""The rules that look at local days of a person: 4, 5, 10, 11 and 12."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.reference.clock import DAY, day_of, days_between
from tests.reference.found import Breach

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tests.reference.reading import Duty
    from tests.reference.world import World

REACHABLE_MINUTES = 10 * 60
WORKING_MINUTES = 8 * 60
HISTORY_CALLOUT = Fraction(6)
Duties = tuple["Duty", ...]


def day_breaches(world: World, person: str, mine: Duties, past: Duties) -> Iterator[Breach]:
    zone = world.people[person].site.zone
    new = {day_of(zone, minute) for duty in mine for minute in duty.minutes}
    old = {day_of(zone, minute) for duty in past for minute in duty.minutes}
    yield from reachable(world, person, mine, past)
    yield from working(world, person, mine, past)
    yield from consecutive(world, person, new, old)
    yield from days_28(world, person, new, old)
    yield from weekends(world, person, new, old)


def reachable(world: World, person: str, mine: Duties, past: Duties) -> Iterator[Breach]:
    """Rule 4. A minute held twice is one minute of being reachable."""
    zone = world.people[person].site.zone
    planned = {minute for duty in mine for minute in duty.minutes}
    before = {minute for duty in past for minute in duty.minutes}
    hours = Counter(day_of(zone, minute) for minute in planned | before)
    for day in {day_of(zone, minute) for minute in planned}:
        if hours[day] > REACHABLE_MINUTES:
            yield Breach("reachable", person, day)


def working(world: World, person: str, mine: Duties, past: Duties) -> Iterator[Breach]:
    """Rule 5: regular hours and reserve, on days with a planned duty as primary."""
    zone = world.people[person].site.zone
    work: dict[date, Fraction] = defaultdict(Fraction)
    for minute in world.times[person].working:
        work[day_of(zone, minute)] += 1
    for minute, callout in reserve(world, mine, past):
        work[day_of(zone, minute)] += callout / 60
    planned = {minute for duty in mine if duty.role == "primary" for minute in duty.minutes}
    for day in {day_of(zone, minute) for minute in planned}:
        if work[day] > WORKING_MINUTES:
            yield Breach("working", person, day)


def reserve(world: World, mine: Duties, past: Duties) -> Iterator[tuple[int, Fraction]]:
    """Return the call-out minutes per hour to reckon with in each minute as primary.

    Whatever is booked in a minute counts, also what asks for no primary; who holds two duties at
    once may be called out for both.
    """
    for duty in past:
        if duty.role == "primary":
            yield from ((minute, HISTORY_CALLOUT) for minute in duty.minutes)
    for duty in mine:
        if duty.role == "primary":
            for minute in duty.minutes:
                yield minute, max(stream.callout(minute) for stream in world.streams_of(duty))


def consecutive(world: World, person: str, new: set[date], old: set[date]) -> Iterator[Breach]:
    """Rule 10. A planned duty adds to a stretch when it adds a day to it."""
    most = min(team.most_in_a_row for team in world.people[person].teams)
    days = new | old
    for first in days:
        if first - DAY not in days:
            stretch = {first}
            while max(stretch) + DAY in days:
                stretch.add(max(stretch) + DAY)
            if len(stretch) > most and stretch & (new - old):
                yield Breach("consecutive", person)


def days_28(world: World, person: str, new: set[date], old: set[date]) -> Iterator[Breach]:
    """Rule 11."""
    most = min(team.most_in_28 for team in world.people[person].teams)
    for first in sorted(day - n * DAY for day in new - old for n in range(28)):
        stretch = set(days_between(first, first + 27 * DAY))
        if len(stretch & (new | old)) > most:
            yield Breach("days_28", person)
            return


def weekends(world: World, person: str, new: set[date], old: set[date]) -> Iterator[Breach]:
    """Rule 12. Only weekends that lie wholly between the first day and the last count."""
    least = max(team.free_weekends for team in world.people[person].teams)
    days = days_between(world.first_weekend_day(), world.weeks.last)
    saturdays = [day for day in days if day.weekday() == 5 and day + DAY <= world.weeks.last]
    busy = [bool({day, day + DAY} & (new | old)) for day in saturdays]
    added = [bool({day, day + DAY} & new) and not {day, day + DAY} & old for day in saturdays]
    for n in range(len(saturdays) - 3):
        if busy[n : n + 4].count(False) < least and any(added[n : n + 4]):
            yield Breach("weekends", person)
