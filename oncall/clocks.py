"""Clocks of promises: when a promise falls due, and how much of it has run until an instant.

Rules: DOMAIN, «Clocks», and decision 0027. Instants come in with any offset and go out in UTC.
`pauses` are spans that don't count, in any order; one that is still open is handed in until now.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from oncall.errors import Unusable
from oncall.faces import YEARS_AHEAD, Face
from oncall.localtime import MINUTE, Span, subtract, union
from oncall.opening import NOTHING
from oncall.promises import Counting, Minutes
from solver.sentence import Sentence

if TYPE_CHECKING:
    from oncall.promises import Promise, Term

__all__ = [
    "Face",
    "NeverDue",
    "begin",
    "counted",
    "due",
    "due_term",
    "elapsed",
    "next_open",
    "working_days",
]

Pauses = tuple[Span, ...]


class NeverDue(Unusable):
    """Hours open too rarely or never, so that what is promised in them is not due in years."""

    def __init__(self, counting: Counting) -> None:
        super().__init__(
            Sentence(
                "nothing falls due within %(years)s years, for the %(kind)s never open or too "
                "rarely; give hours that open on ordinary weekdays, or promise less",
                years=YEARS_AHEAD,
                kind=Sentence(f"{counting} hours"),
            )
        )


def due(start: datetime, promise: Promise, face: Face, pauses: Pauses = ()) -> datetime:
    """Return when a promise falls due: at the earliest of the instants of its terms.

    `start` is the instant of the report. Raises NeverDue.
    """
    return min(due_term(start, term, face, pauses) for term in promise.terms)


def due_term(start: datetime, term: Term, face: Face, pauses: Pauses = ()) -> datetime:
    """Return the first instant at which the promised amount has run; the start if it is nothing.

    Raises NeverDue.
    """
    start = start.astimezone(UTC)
    if term.amount <= 0:
        return start
    if isinstance(term, Minutes):
        return _when(start, term.amount * MINUTE, term.counting, face, pauses)
    days = tuple(islice(face.days_after(start, term.counting), term.amount))
    if len(days) < term.amount:
        raise NeverDue(term.counting)
    # Where windows overlap, a day may close before the one before it; both have to be over.
    opens, closes = days[0].opens, max(day.closes for day in days)
    if not pauses:
        return closes
    # Days are promised for their hours: what is paused of these is made up for in hours.
    return _when(opens, face.run(opens, closes, term.counting), term.counting, face, pauses)


def begin(start: datetime, term: Term, face: Face) -> datetime:
    """Return when a term's clock begins to run: at the report, or when its hours next open.

    Raises NeverDue.
    """
    if isinstance(term, Minutes):
        return next_open(start, term.counting, face).start
    first = next(face.days_after(start, term.counting), None)
    if first is None:
        raise NeverDue(term.counting)
    return first.opens


def next_open(instant: datetime, counting: Counting, face: Face) -> Span:
    """Return what is left of the hours that are open, or else the next; cut at New Year.

    Raises NeverDue.
    """
    found = face.next_open(instant, counting)
    if found is None:
        raise NeverDue(counting)
    return found


def elapsed(
    start: datetime, until: datetime, counting: Counting, face: Face, pauses: Pauses = ()
) -> timedelta:
    """Return how much of a clock that counts in hours of a kind has run; nothing before `start`.

    `elapsed(start, due_term(start, Minutes(n, counting), face), counting, face)` is n minutes.
    """
    if not pauses:
        return face.run(start, until, counting)
    return sum((s.end - s.start for s in counted(start, until, counting, face, pauses)), NOTHING)


def working_days(
    start: datetime, until: datetime, counting: Counting, face: Face, pauses: Pauses = ()
) -> int:
    """Return how many working days have run: the most that would have fallen due by `until`."""
    years = until.astimezone(face.zone).year - start.astimezone(face.zone).year + 1
    first = next(face.days_after(start, counting, years), None)
    if first is None or until < first.opens:
        return 0
    if pauses:
        run = elapsed(first.opens, until, counting, face, pauses)
        # The instant at which as much had run if nobody had paused.
        until = _when(first.opens, run, counting, face, ()) if run else first.opens
    days = face.days_after(start, counting, years)
    return sum(1 for _ in takewhile(lambda day: day.closes <= until, days))


def counted(
    start: datetime, until: datetime, counting: Counting, face: Face, pauses: Pauses = ()
) -> tuple[Span, ...]:
    """Return the stretches that a clock counts between two instants, in order."""
    if until <= start:
        return ()
    whole = Span(start.astimezone(UTC), until.astimezone(UTC))
    return subtract(face.spans(whole, counting), pauses)


def _when(
    start: datetime, amount: timedelta, counting: Counting, face: Face, pauses: Pauses
) -> datetime:
    """Return when so much, more than nothing, has run outside the pauses."""
    for pause in union(pauses):
        if pause.end <= start:
            continue
        run = face.run(start, pause.start, counting)
        if amount <= run:
            break
        start, amount = max(start, pause.end), amount - run
    found = face.when(start, amount, counting)
    if found is None:
        raise NeverDue(counting)
    return found
