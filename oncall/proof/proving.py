"""The proof: after a report in any booked minute everybody comes in time, or it is said why not.

Instants are not tried one by one: each answer tells how much longer it stays the same, which is
until one of the duties that were looked up ends or another begins. `oncall.proof.climbing` says
what a ladder does when nobody answers; the real one is driven minute by minute in a test.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from oncall.localtime import MINUTE, Span, union
from oncall.proof.alike import Alike
from oncall.proof.asked import minutes, parts
from oncall.proof.delays import USUAL_DELAYS
from oncall.proof.found import Failure, Finding, Level, Proof, Why
from oncall.proof.ground import Calendar
from oncall.proof.reached import Asked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oncall.incidents.report import Severity
    from oncall.proof.asked import Part
    from oncall.proof.delays import Delays
    from oncall.proof.ground import Ground
    from oncall.proof.reached import Reached

    Step = tuple[Span, tuple[Failure, ...]]
    Found = dict[tuple[str, Severity, tuple[Failure, ...]], list[Span]]

PUNCTUAL = timedelta(0)


def prove(
    ground: Ground,
    published: Iterable[Span],
    within: timedelta,
    delays: Delays = USUAL_DELAYS,
) -> Proof:
    """Return what can be said of the booked windows in published stretches.

    `within` is the time in which everybody must have been reached.
    """
    prover = _Prover(ground, within, delays)
    customers = defaultdict(list)
    for booking in ground.bookings:
        customers[booking.customer].append(booking)
    booked = []
    for customer, some in customers.items():
        for span in union(published):
            for part in parts(ground, some, span, within):
                booked.append(minutes(part.span))
                prover.look(customer, part)
    return Proof(ground.team.id, union(booked), _told(prover.found), prover.slowest)


class _Prover:
    """Collects what fails, when, by customer and severity."""

    def __init__(self, ground: Ground, within: timedelta, delays: Delays) -> None:
        self._ground = ground
        self._within = within
        self._alike = Alike(ground, delays, (PUNCTUAL, delays.late), self._failures)
        self._calendars: dict[frozenset[str], Calendar] = {}
        self._numbers: dict[Asked, int] = {}
        self.slowest: dict[Level, timedelta] = {}
        self.found: Found = {}

    def look(self, customer: str, part: Part) -> None:
        """Look at all instants of a stretch."""
        calendar = self._calendars.setdefault(part.bookings, Calendar(self._ground, part.bookings))
        for ladder, severities in part.ladders:
            for span, failures in self._steps(Asked(ladder, part.levels), calendar, part.span):
                for severity in severities if failures else ():
                    spans = self.found.setdefault((customer, severity, failures), [])
                    spans.append(minutes(span))

    def _steps(self, asked: Asked, calendar: Calendar, span: Span) -> Iterator[Step]:
        """Yield stretches that have the same answer, with what fails in them."""
        number = self._numbers.setdefault(asked, len(self._numbers))
        at = span.start
        while at < span.end:
            failures, left = self._alike.failing(asked, number, calendar, at)
            ends = min(at + left, span.end)
            yield Span(at, ends), failures
            at = ends

    def _failures(self, some: Iterable[Reached]) -> Iterator[Failure]:
        """Yield what fails of workers that are more or less late; not at all is the worst."""
        for level in Level:
            why = next((each.why[level] for each in some if level in each.why), None)
            longest = max((each.after[level] for each in some if level in each.after), default=None)
            if longest is not None:
                self.slowest[level] = max(longest, self.slowest.get(level, longest))
            if why is not None:
                yield why
            elif longest is not None and longest > self._within:
                yield Failure(level, Why.LATE, after=-(-longest // MINUTE) * MINUTE)


def _told(found: Found) -> tuple[Finding, ...]:
    """Return findings in order of time, what is so for several customers and severities once."""
    severities: dict[tuple[Span, str, tuple[Failure, ...]], list[Severity]] = defaultdict(list)
    for (customer, severity, failures), spans in found.items():
        for span in union(spans):
            severities[span, customer, failures].append(severity)
    customers = defaultdict(list)
    for (span, customer, failures), some in severities.items():
        customers[span, tuple(sorted(some)), failures].append(customer)
    findings = (
        Finding(span, tuple(sorted(some)), which, failures)
        for (span, which, failures), some in customers.items()
    )
    return tuple(sorted(findings, key=lambda each: (each.span, each.customers)))
