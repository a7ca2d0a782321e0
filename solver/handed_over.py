"""A further handover time, so that a gap might be closed in two pieces or by a shorter duty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from solver.change import with_rules
from solver.problem import Duty, Hold
from solver.rules import Blocked, Coverage, Eligible, Handover, Length, Reachable, Rest
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from solver.case import Case
    from solver.change import Change
    from solver.problem import Cover, RotaProblem

# So many instants are tried.
MOST_INSTANTS = 3
HOUR = 60


def further_handovers(case: Case) -> Iterator[Change]:
    """Yield changes by which duties may also begin and end at an instant within the gap."""
    gap = case.gap
    points = {
        m
        for rule in case.problem.rules
        if isinstance(rule, Handover)
        for m in rule.points[gap.stream]
    }
    inside = {m for m in _instants(case) if gap.start < m < gap.end and m not in points}
    inside = {m for m in inside if _short_enough(case, points, m)}
    # Whole hours first: that is when people hand over.
    for minute in sorted(inside, key=lambda m: (m % HOUR > 0, m))[:MOST_INSTANTS]:
        words = Sentence(
            "team %(team)s had a further handover time at %(time)s",
            team=case.team,
            time=f"{case.calendar.local(minute):%H:%M}",
        )
        problem = with_handover(case.problem, gap.stream, minute)
        change = case.change(words, problem, case.people)
        if change and any(minute in (duty.start, duty.end) for duty in change.offers):
            yield change


def _instants(case: Case) -> Iterator[int]:
    """Yield when somebody who may hold the gap becomes free or has to end."""
    yield from _from_its_ends(case)
    able = {h.duty.person for h in case.hurdles if Eligible.name not in h.rules}
    for who in (who for who in case.people if who in able):
        calendar = case.problem.person[who].calendar
        yield from (calendar.midnights[d] for d in calendar.days(case.gap.start, case.gap.end))
        for rule in case.problem.rules:
            if isinstance(rule, Blocked):
                for stretch in (*rule.never.get(who, ()), *rule.regular.get(who, ())):
                    yield from stretch[:2]
            elif isinstance(rule, Rest):
                for duty in case.plan.of(who):
                    yield from (duty.start - rule.least[who], duty.end + rule.least[who])


def _from_its_ends(case: Case) -> Iterator[int]:
    """Yield when a duty that begins or ends with the gap is as long as it may be."""
    gap = case.gap
    for rule in case.problem.rules:
        if isinstance(rule, Length):
            most = rule.bounds[gap.stream].most
            yield from (gap.start + most, gap.end - most)
        elif isinstance(rule, Reachable):
            yield from (gap.start + rule.limit, gap.end - rule.limit)


def _short_enough(case: Case, points: Iterable[int], minute: int) -> bool:
    """Tell whether somebody can be reached for what is left on either side of an instant."""
    gap = case.gap
    cuts = {gap.start, gap.end, *(m for m in points if gap.start < m < gap.end)}
    before, behind = max(m for m in cuts if m < minute), min(m for m in cuts if m > minute)
    limits = [rule for rule in case.problem.rules if isinstance(rule, Reachable)]

    def bearable(start: int, end: int) -> bool:
        hold = (Hold(gap.stream, start, end),)
        duties = [Duty(who, gap.role, start, end, hold) for who in case.people]
        return any(all(not r.refuses(case.problem, d) for r in limits) for d in duties)

    return bearable(before, minute) and bearable(minute, behind)


def with_handover(problem: RotaProblem, stream: str, minute: int) -> RotaProblem:
    """Return the problem with one more instant at which duties of a stream may begin and end."""
    changed: list[Handover | Coverage] = []
    for rule in problem.rules:
        if isinstance(rule, Handover):
            points = rule.points[stream] | {minute}
            changed.append(replace(rule, points={**rule.points, stream: points}))
        elif isinstance(rule, Coverage):
            changed.append(replace(rule, covers=tuple(_cut(rule.covers, stream, minute))))
    cut = tuple(_cut(problem.covers, stream, minute))
    return replace(with_rules(problem, *changed), covers=cut)


def _cut(covers: Iterable[Cover], stream: str, minute: int) -> Iterator[Cover]:
    """Yield the covers, the one around an instant in two: a duty gives a cover whole or not."""
    for cover in covers:
        if cover.stream == stream and cover.start < minute < cover.end:
            yield replace(cover, end=minute)
            yield replace(cover, start=minute)
        else:
            yield cover
