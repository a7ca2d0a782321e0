"""What the duties of some days amount to, duty by duty and person by person, in local days."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.timescale import Timescale
from solver.load import load
from solver.problem import Duty, Person, days_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.people import Person as Somebody
    from oncall.streams import Weeks
    from solver.calendar import Calendar

# A night may begin before the first day, and a weekend.
AROUND = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Carried:
    """A duty as far as it lies in the days, in minutes: all, and those of each dear kind.

    A minute may be of several kinds. Nights are from 22:00 to 06:00.
    """

    assignment: Assignment
    person: Somebody
    span: Span
    night: int
    saturday: int
    sunday: int
    holiday: int


@dataclass(frozen=True, slots=True)
class Total:
    """What a person carries in the days, counted like the rule of fairness.

    `minutes` on duty; nights, weekends and public holidays with any duty in them; standby days.
    """

    person: Somebody
    minutes: int
    nights: int
    weekends: int
    holidays: int
    standby_days: int


def carried(some: Iterable[Assignment], folder: Folder, weeks: Weeks) -> tuple[Carried, ...]:
    """Return what of some duties lies in the days, which are those of each person's site."""
    scale = _scale(weeks)
    found = []
    for each in sorted(some):
        person = folder.people[each.person]
        span = each.span.clip(weeks.span(person.site.zone))
        if span:
            calendar = scale.calendar(person.site)
            start, end = scale.minutes(span)
            found.append(Carried(each, person, span, *_kinds(calendar, start, end)))
    return tuple(found)


def totals(some: Iterable[Carried], weeks: Weeks) -> tuple[Total, ...]:
    """Return what each person carries, by name."""
    scale = _scale(weeks)
    mine: dict[str, list[Duty]] = defaultdict(list)
    people: dict[str, Somebody] = {}
    for each in some:
        who = each.person
        people[who.id] = who
        start, end = scale.minutes(each.span)
        mine[who.id].append(Duty(who.id, each.assignment.role.value, start, end, ()))
    return tuple(
        _total(people[who], mine[who], scale)
        for who in sorted(people, key=lambda id_: (people[id_].name.casefold(), id_))
    )


def _scale(weeks: Weeks) -> Timescale:
    return Timescale(weeks.first - AROUND, weeks.last + AROUND)


def _total(person: Somebody, duties: list[Duty], scale: Timescale) -> Total:
    counted = Person(person.id, person.name, scale.calendar(person.site))
    return Total(person, *load(counted, duties), len(days_of(counted, duties)))


def _kinds(calendar: Calendar, start: int, end: int) -> tuple[int, int, int, int]:
    """Return the minutes at night, on Saturdays, on Sundays and on public holidays."""
    nights = (calendar.nights[night] for night in calendar.nights_of(start, end))
    night = sum(min(end, dawn) - max(start, dusk) for dusk, dawn in nights)
    by_weekday: dict[int, int] = defaultdict(int)
    holiday = 0
    for day, minutes in calendar.shares(start, end):
        by_weekday[calendar.date_of(day).weekday()] += minutes
        holiday += minutes if day in calendar.holidays else 0
    return night, by_weekday[5], by_weekday[6], holiday
