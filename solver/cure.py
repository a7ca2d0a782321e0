"""Whether one change of the facts closes a gap: found by solving, proven by the plain check."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from solver import verify
from solver.outcome import Budget
from solver.problem import Cover
from solver.search.clock import Clock
from solver.search.incumbent import Incumbent
from solver.search.part import decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from threading import Event

    from solver.case import Case
    from solver.change import Change
    from solver.problem import Duty, Plan, RotaProblem
    from solver.rules.coverage import Gap

# What is tried for one gap: so many changes, and so much of CP-SAT's deterministic time on one
# worker, so that the same plan always has the same cure.
MOST_TRIES = 20
BUDGET = Budget(seed=1, workers=1, effort=0.6)
# What one solve may take of it: what is not found soon is hardly ever found.
LIMIT = 0.1


class Cure(NamedTuple):
    """A change, and a plan without the gap that stands once the change is made."""

    change: Change
    plan: Plan


def first_cure(case: Case, changes: Iterable[Change], stop: Event) -> Cure | None:
    """Return the first of some changes, given cheapest first, that closes the gap of a case."""
    clock = Clock(BUDGET, stop)
    for change in islice(changes, MOST_TRIES):
        if not clock.left:
            return None
        if plan := _plan_with(case, change, clock):
            return Cure(change, plan)
    return None


def closes(problem: RotaProblem, before: Plan, after: Plan, gap: Gap) -> bool:
    """Tell, in plain Python, whether a plan keeps every must, has closed a gap and opened nothing.

    `problem` is that with the change, `before` the plan that has the gap.
    """
    if verify.breaches(problem, after):
        return False
    were, are = verify.gaps(problem, before), verify.gaps(problem, after)
    healed = Cover(gap.stream, gap.role, gap.start, gap.end, gap.missing)
    if _missing(are, healed):
        return False
    return all(_missing(are, cover) <= _missing(were, cover) for cover in problem.covers)


def _missing(gaps: Iterable[Gap], cover: Cover) -> int:
    """Return how many are missing at most while somebody is needed."""
    post = (cover.stream, cover.role)
    touched = (g for g in gaps if g[:2] == post and g.start < cover.end and cover.start < g.end)
    return max((gap.missing for gap in touched), default=0)


def _plan_with(case: Case, change: Change, clock: Clock) -> Plan | None:
    """Look for a plan that closes the gap once the change is made."""
    best = Incumbent(change.problem, clock, lambda _: None)
    # Sorted, since the order of a set differs from run to run.
    given = sorted(case.plan.duties - {*change.problem.kept})
    if given and not best.replace((), given):
        return None  # whoever is back from leave works again, which a planned duty may not bear
    for free, released in _parts(case, change, best):
        decide(best, free, released, LIMIT, priced=())
        closed = not any(_in_gap(cover, case.gap) for cover in best.gaps)
        if closed and closes(change.problem, case.plan, best.plan, case.gap):
            return best.plan
        if not clock.left:
            return None
    return None


def _parts(
    case: Case, change: Change, best: Incumbent
) -> Iterator[tuple[Sequence[Duty], Sequence[Duty]]]:
    """Yield what to choose from, and what is given back for it: first nothing, then the near."""
    yield change.offers, ()
    elsewhere = {cover for cover in best.gaps if not _in_gap(cover, case.gap)}

    def to_the_point(duty: Duty) -> bool:
        """Tell whether a duty is of use here, or at least does not close another gap instead."""
        given = best.board.given_by(duty)
        return not elsewhere.intersection(given) or any(_in_gap(c, case.gap) for c in given)

    free = filter(to_the_point, dict.fromkeys((*case.near, *change.offers)))
    yield list(free), [duty for duty in best.duties if case.is_near(duty)]


def _in_gap(cover: Cover, gap: Gap) -> bool:
    same = (cover.stream, cover.role) == (gap.stream, gap.role)
    return same and cover.start < gap.end and gap.start < cover.end
