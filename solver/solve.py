"""Solve a RotaProblem."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from solver import verify
from solver.draft import Draft
from solver.outcome import Budget, Outcome, Progress
from solver.problem import Plan
from solver.rule import Priced
from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.problem import RotaProblem


def solve(
    problem: RotaProblem,
    budget: Budget = Budget(),
    watch: Callable[[Progress], None] = lambda _: None,
    stop: Event | None = None,
) -> Outcome:
    """Return the best plan found within the budget.

    `watch` hears of each better plan or bound; setting `stop` ends the search with the best so far.
    """
    begun = monotonic()
    draft = Draft(problem)
    asked = {rule.name: rule.ask(draft) for rule in problem.rules}
    weights = {rule.name: rule.weight for rule in problem.rules if isinstance(rule, Priced)}
    draft.model.minimize(sum((1000 if n == "coverage" else w) * asked[n] for n, w in weights.items()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = budget.seconds
    solver.parameters.num_workers = budget.workers
    solver.parameters.random_seed = budget.seed
    status = solver.solve(draft.model)
    plan = Plan(frozenset(d for d in draft.options if solver.value(draft.takes(d))))
    paid = verify.costs(problem, plan)
    return Outcome(plan, verify.gaps(problem, plan), paid, verify.rest(paid), 0, status == cp_model.OPTIMAL, monotonic() - begun)
