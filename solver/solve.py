"""Solve a RotaProblem: first a rota, then its gaps, then its costs, and a bound beside it."""

from __future__ import annotations

from contextlib import nullcontext
from threading import Event
from typing import TYPE_CHECKING

from solver import verify
from solver.outcome import Budget, Outcome, Progress
from solver.search.beside import Beside, bound_first
from solver.search.clock import Clock
from solver.search.first import first_rosters, first_rota, former_rota
from solver.search.flow import Flow
from solver.search.gaps import close_gaps
from solver.search.improve import improve
from solver.search.incumbent import Incumbent
from solver.search.parts import ALL, Parts
from solver.search.whole import fewest_changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.problem import RotaProblem

BUDGET = Budget()


def solve(
    problem: RotaProblem,
    budget: Budget = BUDGET,
    watch: Callable[[Progress], None] = lambda _: None,
    stop: Event | None = None,
    parts: Parts = ALL,
) -> Outcome:
    """Return the best plan found within the budget; there always is one, if need be with gaps.

    `watch` hears of each better plan or bound, at times from another thread; setting `stop` ends
    the search with the best so far.
    """
    stop = stop or Event()
    clock = Clock(budget, stop)
    best = Incumbent(problem, clock, watch)
    flow = Flow.of(problem, best.board) if clock.left and parts.flow else None
    former_rota(best)
    first_rosters(best)
    first_rota(best, flow)
    if parts.gaps:
        close_gaps(best)
    best.prove_changes(fewest_changes(best))
    if not best.options:  # there is only one rota: what is kept
        best.prove_cover(best.uncovered)
        best.prove(best.objective)
    if flow and clock.left and not best.proven:
        best.prove_rest(flow.bound(best.uncovered, clock))
    if clock.left and not best.proven:
        beside = budget.workers > 1 and budget.effort is None
        with Beside(best, flow, parts) if beside else nullcontext():
            if not beside:
                bound_first(best, flow, parts)
            improve(best, budget.seed, parts.neighbourhoods)
    plan = best.plan
    paid = verify.costs(problem, plan)
    return Outcome(
        plan=plan,
        gaps=verify.gaps(problem, plan),
        costs=paid,
        objective=verify.rest(paid),
        bound=best.bound or 0,
        proven=best.proven,
        fewest_changes=best.changed == best.least_changed,
        seconds=clock.seconds,
        stopped=stop.is_set(),
    )
