"""What a person carries: hours, nights, weekends and holidays on duty."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from solver.problem import days_of, minutes_by_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from solver.problem import Duty, Person

# Shares of a load are in hundredths of its minutes and counts, so that they are whole numbers.
HUNDREDTHS = 100


class Load(NamedTuple):
    """Minutes on duty, and how many nights, weekends and public holidays have any duty in them.

    All by the calendar of the person's site; a night runs from 22:00 to 06:00.
    """

    minutes: int
    nights: int
    weekends: int
    holidays: int


def load(person: Person, duties: Sequence[Duty]) -> Load:
    """Return what some duties of one person amount to."""
    days = days_of(person, duties)
    return Load(
        sum(minutes_by_day(person, duties).values()),
        len(nights_of(person, duties)),
        len(weekends_of(person, days)),
        len(days & person.calendar.holidays),
    )


def nights_of(person: Person, duties: Iterable[Duty]) -> frozenset[int]:
    """Return the nights in which any of the duties lies, named by the day on which they begin."""
    return frozenset(n for d in duties for n in person.calendar.nights_of(d.start, d.end))


def weekends_of(person: Person, days: Iterable[int]) -> frozenset[int]:
    """Return the weekends, named by their Saturdays, that days belong to."""
    found = (person.calendar.weekend(day) for day in days)
    return frozenset(saturday for saturday in found if saturday is not None)
