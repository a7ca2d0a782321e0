"""Which hours of which days a promise counts: what a picture of it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from oncall.clocks import begin, due_term, elapsed
from oncall.localtime import DAY, Span, day_span, days_between, local_day, subtract
from oncall.opening import lines_on
from oncall.promises import WorkingDays

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, timedelta

    from oncall.clocks import Face
    from oncall.promises import Promise, Term


class Closed(StrEnum):
    """Why no hours begin on a day."""

    HOLIDAY = "holiday"
    BRIDGE_DAY = "bridge day"
    NO_HOURS = "no hours"


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A local day: its hours, what of them is counted, and what would be but for a pause.

    `number` is which of the promised working days it is; None for other days and promises.
    """

    day: date
    whole: Span
    closed: Closed | None
    open: tuple[Span, ...]
    counted: tuple[Span, ...]
    paused: tuple[Span, ...]
    number: int | None


@dataclass(frozen=True, slots=True)
class HoursCounted:
    """A term from the report to the instant at which it has run, day by day.

    `begins` is when its clock begins to run, if nobody pauses it.
    """

    term: Term
    start: datetime
    begins: datetime
    due: datetime
    run: timedelta
    days: tuple[CountedDay, ...]


def deciding(start: datetime, promise: Promise, face: Face, pauses: tuple[Span, ...] = ()) -> Term:
    """Return the term that is the first to fall due; of two at once, the first. Raises NeverDue."""
    return min(promise.terms, key=lambda term: due_term(start, term, face, pauses))


def hours_counted(
    start: datetime, term: Term, face: Face, pauses: tuple[Span, ...] = ()
) -> HoursCounted:
    """Return which hours a term counts from a report on. Raises NeverDue."""
    start = start.astimezone(UTC)
    due, begins = due_term(start, term, face, pauses), begin(start, term, face)
    days = _Days(term, face, Span(begins, max(begins, due)), pauses, _numbers(start, term, face))
    first, last = local_day(start, face.zone), local_day(due, face.zone)
    if start < due == day_span(last, face.zone).start:
        last -= DAY  # what ends at midnight ends with the day before
    shown = tuple(days.of(day) for day in days_between(first, last))
    run = elapsed(begins, due, term.counting, face, pauses)
    return HoursCounted(term, start, begins, due, run, shown)


def _numbers(start: datetime, term: Term, face: Face) -> Mapping[date, int]:
    if not isinstance(term, WorkingDays):
        return {}
    promised = islice(face.days_after(start, term.counting), term.amount)
    return {each.day: number for number, each in enumerate(promised, 1)}


@dataclass(frozen=True, slots=True)
class _Days:
    term: Term
    face: Face
    running: Span
    pauses: tuple[Span, ...]
    numbers: Mapping[date, int]

    def of(self, day: date) -> CountedDay:
        whole = day_span(day, self.face.zone)
        hours = self.face.spans(whole, self.term.counting)
        meant = tuple(part for span in hours if (part := span.clip(self.running)))
        running = subtract(meant, self.pauses)
        closed, number = self._closed(day), self.numbers.get(day)
        return CountedDay(day, whole, closed, hours, running, subtract(meant, running), number)

    def _closed(self, day: date) -> Closed | None:
        calendar = self.face.calendar
        if lines_on(day, self.face.hours(self.term.counting), calendar):
            return None
        if calendar.is_holiday(day):
            return Closed.HOLIDAY
        return Closed.BRIDGE_DAY if calendar.is_closed(day) else Closed.NO_HOURS
