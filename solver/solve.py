"""Solve a RotaProblem: first a rota, then its gaps, then its costs, and a bound beside it."""

from __future__ import annotations

from contextlib import nullcontext
from threading import Event
from typing import TYPE_CHECKING

from solver import verify
from solver.outcome import Budget, Outcome, Progress
from solver.search.bound import Bounding
from solver.search.clock import Clock
from solver.search.first import first_rota, former_rota
from solver.search.flow import Flow
from solver.search.gaps import close_gaps
from solver.search.improve import improve
from solver.search.incumbent import Incumbent
from solver.search.whole import decide_whole

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.problem import RotaProblem

BUDGET = Budget()


def solve(
    problem: RotaProblem,
    budget: Budget = BUDGET,
    watch: Callable[[Progress], None] = lambda _: None,
    stop: Event | None = None,
) -> Outcome:
    """Return the best plan found within the budget; there always is one, if need be with gaps.

    `watch` hears of each better plan or bound, at times from another thread; setting `stop` ends
    the search with the best so far.
    """
    stop = stop or Event()
    clock = Clock(budget, stop)
    best = Incumbent(problem, clock, watch)
    flow = Flow.of(problem, best.board) if clock.left else None
    former_rota(best)
    first_rota(best, flow.kinds() if flow else frozenset())
    close_gaps(best)
    decide_whole(best)
    if flow and clock.left and not best.proven:
        best.prove(flow.bound(best.uncovered))
    beside = budget.workers > 1 and budget.effort is None and clock.left and not best.proven
    with Bounding(best) if beside else nullcontext():
        improve(best)
    plan = best.plan
    paid = verify.costs(problem, plan)
    return Outcome(
        plan=plan,
        gaps=verify.gaps(problem, plan),
        costs=paid,
        objective=verify.rest(paid),
        bound=best.bound or 0,
        proven=best.proven,
        seconds=clock.seconds,
        stopped=stop.is_set(),
    )
