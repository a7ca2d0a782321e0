"""A first rota, week by week, from duties that use a day well."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from solver.rules.changes import Changes
from solver.search.part import FIRST_PRICES, decide

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.problem import Duty, RotaProblem
    from solver.search.flow import Flow
    from solver.search.incumbent import Incumbent

WEEK = 7 * 24 * 60
# A duty uses a day well if it takes at least this part of the most that the person could get there.
# Fewer duties on offer make the first rota ten times as fast; what it leaves open is closed next.
WELL_USED = 0.7


def former_rota(best: Incumbent) -> None:
    """Take over from a previous rota what may still stand."""
    for rule in best.problem.rules:
        if isinstance(rule, Changes) and best.clock.left:
            # What is not on offer is in no bound, so it can't be given either.
            before = frozenset(rule.before)
            stands = [duty for duty in best.options if duty in before]
            limit = best.clock.left / 4
            decide(best, stands, (), limit, may_uncover=True, priced=frozenset((rule.name,)))


def first_rosters(best: Incumbent) -> None:
    """Give those who may not stay without duties a roster each, one person after the other."""
    for who in tuple(best.waiting):
        if best.clock.left:
            decide(best, best.options_of.get(who, ()), (), best.clock.left / 4, may_uncover=True)


def first_rota(best: Incumbent, flow: Flow | None) -> None:
    """Fill what is open, a week at a time; earlier weeks and what is there stay as they are.

    Chosen from duties that use a day well, and from those of the cheapest flow, which fit together:
    where handovers are few, the first alone may leave holes.
    """
    if not best.gaps or not best.clock.left:
        return
    kinds = flow.kinds(best.clock) if flow else frozenset()
    most = _longest(best.problem)
    good = [
        d
        for d in best.options
        if (d.role, d.holds) in kinds or _uses_days_well(best.problem, d, most)
    ]
    if not good:
        return
    start = good[0].start
    for begins in range(start, good[-1].start + 1, WEEK):
        week = [d for d in good if begins <= d.start < begins + WEEK]
        if not best.clock.left:
            return
        decide(best, week, (), best.clock.left / 4, may_uncover=True, priced=FIRST_PRICES)


def _longest(problem: RotaProblem) -> Mapping[tuple[str, int], int]:
    """Return the most minutes that one duty gives each person on each day."""
    most: dict[tuple[str, int], int] = defaultdict(int)
    for duty in problem.admitted:
        for day, minutes in problem.person[duty.person].calendar.shares(duty.start, duty.end):
            most[duty.person, day] = max(most[duty.person, day], minutes)
    return most


def _uses_days_well(problem: RotaProblem, duty: Duty, most: Mapping[tuple[str, int], int]) -> bool:
    shares = problem.person[duty.person].calendar.shares(duty.start, duty.end)
    return all(minutes >= WELL_USED * most[duty.person, day] for day, minutes in shares)
