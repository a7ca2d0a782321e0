"""What one person might agree to so that a gap closes: the facts as they would be then."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from oncall.localtime import DAY, Span, days_span, local_days, subtract
from oncall.people import Absence
from oncall.rota import booked_gap
from oncall.rulebook import RuleBook
from oncall.timescale import Timescale
from solver.change import with_rules
from solver.rules import Blocked, Working
from solver.sentence import Sentence, all_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from oncall.people import Person, Unreachable
    from oncall.planning import Planning
    from solver.calendar import Calendar
    from solver.case import Case
    from solver.change import Change
    from solver.problem import RotaProblem

# A person as they would be, after words that follow «if».
Different = tuple[str, "Person"]


def reached_after_all(planning: Planning, case: Case) -> Iterator[Change]:
    """Yield changes by which somebody can be reached, this once, at a time at which they can't."""
    return _agreed(planning, case, _reached)


def back_from_absence(planning: Planning, case: Case) -> Iterator[Change]:
    """Yield changes by which somebody absent is there: for the gap alone, or for its days."""
    return _agreed(planning, case, _back)


def _agreed(
    planning: Planning,
    case: Case,
    ways: Callable[[Person, Span, Calendar], Iterator[Different]],
) -> Iterator[Change]:
    booked = booked_gap(planning, case.gap)
    gap = Span(booked.start.astimezone(UTC), booked.end.astimezone(UTC))
    for who, _ in case.stopped_by((Blocked.name,)):
        for words, person in ways(planning.person[who], gap, planning.problem.person[who].calendar):
            problem = with_person(planning, person)
            if change := case.change(words, problem, (who,)):
                yield change


def _reached(person: Person, gap: Span, calendar: Calendar) -> Iterator[Different]:
    """Yield the person without what a row of unreachable times has in the gap."""
    touched = local_days(gap, person.site.zone)
    # What is in the way may have begun on the evening before.
    around = (touched[0] - DAY, *touched)
    for row in person.unreachable:
        times = {day: _times(row, day, person, gap) for day in around}
        days = [day for day, spans in times.items() if spans]
        if days:
            others = (each for each in person.unreachable if each is not row)
            rows = (*others, *_skipping(row, days))
            said = all_of(_say(calendar, span) for day in days for span in times[day])
            yield _can_be_reached(person, row.reason, said), replace(person, unreachable=rows)


def _times(row: Unreachable, day: date, person: Person, gap: Span) -> Sequence[Span]:
    """Return what a row has on a day, where a gap is."""
    lines = row.lines_on(day, person.site.calendar)
    spans = (line.span(day, person.site.zone) for line in lines)
    return [span for span in spans if span.overlaps(gap)]


def _skipping(row: Unreachable, days: Sequence[date]) -> Iterator[Unreachable]:
    """Yield rows that together are a row without some days (in order)."""
    first = row.first
    for day in days:
        yield replace(row, first=first, last=day - DAY)
        first = day + DAY
    yield replace(row, first=first)


def _back(person: Person, gap: Span, calendar: Calendar) -> Iterator[Different]:
    """Yield the person without a part of an absence."""
    zone = person.site.zone
    days = local_days(gap, zone)
    whole = days_span(days[0], days[-1], zone)
    for absence in person.absences:
        if not absence.span.overlaps(gap):
            continue
        others = tuple(each for each in person.absences if each is not absence)
        for there in dict.fromkeys((absence.span.clip(gap), absence.span.clip(whole))):
            if there:
                left = (Absence(s, absence.reason) for s in subtract((absence.span,), (there,)))
                words = _is_there(person, absence.reason, _say(calendar, there))
                yield words, replace(person, absences=(*others, *left))


def scale_of(planning: Planning) -> Timescale:
    """Return the minutes and local days in which a problem was put."""
    first = planning.problem.people[0].calendar.first
    return Timescale(first, planning.weeks.last + 2 * DAY)


def with_person(planning: Planning, person: Person) -> RotaProblem:
    """Return the problem as it is if a person's absences or unreachable times were these.

    Who is back from leave also has regular work again, and what an absence has hidden.
    """
    facts = replace(planning.facts, people=(person,), bookings=(), history=())
    theirs = RuleBook(facts, planning.weeks, (), scale_of(planning)).musts()
    changed: list[Blocked | Working] = []
    for old in planning.problem.rules:
        for new in theirs:
            if isinstance(old, Blocked) and isinstance(new, Blocked):
                never, regular = {**old.never, **new.never}, {**old.regular, **new.regular}
                changed.append(replace(old, never=never, regular=regular))
            elif isinstance(old, Working) and isinstance(new, Working):
                changed.append(replace(old, regular={**old.regular, **new.regular}))
    return with_rules(planning.problem, *changed)


def _say(calendar: Calendar, span: Span) -> str:
    return calendar.say_span(calendar.minute(span.start), calendar.minute(span.end))


def _can_be_reached(person: Person, reason: str, when: str) -> str:
    if not reason:
        return Sentence("%(name)s could be reached, %(when)s", name=person.name, when=when)
    return Sentence(
        "%(name)s could be reached (%(reason)s), %(when)s",
        name=person.name,
        reason=reason,
        when=when,
    )


def _is_there(person: Person, reason: str, when: str) -> str:
    if not reason:
        return Sentence("%(name)s were not absent, %(when)s", name=person.name, when=when)
    return Sentence(
        "%(name)s were not absent (%(reason)s), %(when)s",
        name=person.name,
        reason=reason,
        when=when,
    )
