"""What `solve` answers, held against the true optimum of small random problems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from ortools.sat.python import cp_model

from solver import verify
from solver.draft import Draft
from solver.outcome import Budget
from solver.rule import Priced
from solver.rules import Coverage
from solver.solve import solve
from tests.solver.random_problems import problems

if TYPE_CHECKING:
    from solver.problem import RotaProblem

EFFORT = Budget(effort=2, workers=1)


def true_optimum(problem: RotaProblem) -> tuple[int, int]:
    """Return the least uncovered minutes, and the least price of the rest at these."""
    draft = Draft(problem)
    asked = [(rule, rule.ask(draft)) for rule in problem.rules]
    uncovered = sum(points for rule, points in asked if isinstance(rule, Coverage))
    rest = sum(
        rule.weight * points
        for rule, points in asked
        if isinstance(rule, Priced) and not isinstance(rule, Coverage)
    )
    draft.model.minimize(uncovered)
    least = _solved(draft)
    draft.model.add(uncovered <= least)
    draft.model.minimize(rest)
    return least, _solved(draft)


def _solved(draft: Draft) -> int:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(draft.model) == cp_model.OPTIMAL
    return round(solver.objective_value)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.filter_too_much),
)
@given(problems())
def test_nothing_is_better_than_claimed_and_nothing_claimed_is_wrong(problem: RotaProblem) -> None:
    """Cover first, then price; «proven» is true, a bound is one, and no must is broken."""
    uncovered, price = true_optimum(problem)
    outcome = solve(problem, EFFORT)
    assert verify.breaches(problem, outcome.plan) == ()
    assert (outcome.uncovered, outcome.objective) >= (uncovered, price)
    if outcome.proven:
        assert (outcome.uncovered, outcome.objective) == (uncovered, price)
    if outcome.uncovered == uncovered:
        assert outcome.bound <= price


@settings(deadline=None, max_examples=10, suppress_health_check=(HealthCheck.too_slow,))
@given(problems())
def test_the_same_seed_and_effort_give_the_same_plan(problem: RotaProblem) -> None:
    first, second = (solve(problem, EFFORT) for _ in range(2))
    assert first.plan == second.plan
    assert (first.objective, first.bound) == (second.objective, second.bound)
