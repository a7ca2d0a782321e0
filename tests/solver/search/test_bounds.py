"""Bounds of the costs, held against the true optimum of small random problems."""

from __future__ import annotations

from threading import Event

from hypothesis import HealthCheck, assume, given, settings

from solver.outcome import Budget
from solver.problem import RotaProblem
from solver.rules import Changes
from solver.search.clock import Clock
from solver.search.flow import Flow
from solver.search.incumbent import Incumbent
from solver.search.relaxed import relaxed_bound
from solver.solve import solve
from tests.solver.search.optima import true_optimum
from tests.solver.search.replans import replans

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)


@settings(deadline=None, max_examples=40, suppress_health_check=SLOW)
@given(replans())
def test_no_rota_costs_less_than_the_flow(problem: RotaProblem) -> None:
    """Whole people on every day bound higher than parts of people, and still below the optimum."""
    uncovered, price = true_optimum(problem)
    best = _incumbent(problem)
    flow = Flow.of(problem, best.board)
    assume(flow is not None)
    assert flow is not None
    parts_of_people = flow.bound(uncovered, best.clock)
    whole_people = flow.whole_bound(uncovered, best.clock)
    assert parts_of_people <= whole_people <= price


@settings(deadline=None, max_examples=40, suppress_health_check=SLOW)
@given(replans())
def test_no_rota_costs_less_than_the_relaxation(problem: RotaProblem) -> None:
    """What is relaxed is the rule book as CP-SAT hears it, with as much uncovered as is known."""
    best = _incumbent(problem)
    uncovered, price = true_optimum(problem)
    plan = solve(problem, Budget(effort=2, workers=1)).plan
    best.replace((), [duty for duty in plan.duties if duty not in problem.kept])
    assume(best.uncovered == uncovered)
    assert relaxed_bound(best) <= price


def test_changes_that_must_be_add_to_what_the_flow_bounds() -> None:
    """A bound of the rest and a bound of the changes are a bound of both."""
    changes = Changes(1000, ())
    best = _incumbent(RotaProblem((), (), (), (changes,)))
    best.prove_changes(3)
    best.prove_rest(70)
    assert best.bound == 3070


def _incumbent(problem: RotaProblem) -> Incumbent:
    clock = Clock(Budget(seconds=60, workers=1), Event())
    return Incumbent(problem, clock, lambda _: None)
