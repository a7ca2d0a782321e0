"""A month of a team's rota as it hangs on the notice board, and what each person carries."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.streams import Weeks

if TYPE_CHECKING:
    from datetime import date

    from oncall.bookings import Booking
    from oncall.carried import Carried, Total
    from oncall.localtime import Span
    from oncall.people import Person, Role, Team


@dataclass(frozen=True, slots=True)
class Column:
    """A role of a stream: `bookings` are those that are booked in it this month.

    What is published for bookings that are no more has a column without any.
    """

    role: Role
    skill: str | None
    bookings: tuple[Booking, ...]

    @property
    def is_exclusive(self) -> bool:
        """True if it is one booking's own."""
        return any(booking.exclusive for booking in self.bookings)


@dataclass(frozen=True, slots=True)
class Turn:
    """What of a duty lies in one day."""

    person: Person
    span: Span


@dataclass(frozen=True, slots=True)
class Open:
    """A stretch of one day in which so many people are missing."""

    span: Span
    missing: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Who is on duty on one day in one column, and where somebody is missing."""

    turns: tuple[Turn, ...] = ()
    open: tuple[Open, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A local day of the team's site; a cell for each column.

    Where nothing of it is published yet, nothing is missing either.
    """

    date: date
    span: Span
    is_published: bool
    is_holiday: bool
    is_bridge_day: bool
    cells: tuple[Cell, ...]

    @property
    def is_weekend(self) -> bool:
        """True on Saturday and Sunday."""
        return self.date.weekday() >= 5


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a team's rota at a version; what is carried counts by each person's own days."""

    team: Team
    weeks: Weeks
    version: int
    columns: tuple[Column, ...]
    days: tuple[Day, ...]
    carried: tuple[Carried, ...]
    totals: tuple[Total, ...]


def month_weeks(first: date) -> Weeks:
    """Return the month that begins on a day, as days to look at."""
    return Weeks(first, monthrange(first.year, first.month)[1])
