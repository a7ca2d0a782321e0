"""What duties cost by the plain side of the rules, person by person or all together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from solver import verify
from solver.benchmarks import curtois
from solver.benchmarks.days import DAY
from solver.outcome import Budget
from solver.search.judge import Judge
from solver.solve import solve
from tests.solver.benchmarks import tiny
from tests.solver.random_problems import problems

if TYPE_CHECKING:
    from solver.problem import RotaProblem

SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)


@settings(deadline=None, max_examples=25, suppress_health_check=SLOW)
@given(problems())
def test_costs_apart_and_together_are_the_costs_of_the_plan(problem: RotaProblem) -> None:
    plan = solve(problem, Budget(effort=0.2, workers=1)).plan
    judge = Judge(problem)
    counted = judge.apart(plan.duties) + sum(judge.joint(plan.duties).values())
    assert counted == verify.rest(verify.costs(problem, plan))


def test_where_something_is_paid_for_everybody_is_told_and_what_is_free_is_not() -> None:
    """Monday lacks one Early (100); Friday has one too many, which this file lets pass for free."""
    text = tiny.CURTOIS.replace("4,E,2,10,7", "4,E,0,10,0")
    problem = curtois.problem(curtois.read(text))
    friday = next(d for d in problem.options if d.start == 4 * DAY and d.person == "ben")
    paid = Judge(problem).joint((friday,))
    assert paid[0] == 100
    assert 4 * DAY not in paid


def test_nothing_is_proven_while_somebody_waits_for_the_duties_they_must_have() -> None:
    """Ada has to work 15 hours, and every day is her day off."""
    text = tiny.CURTOIS.replace("ada,6", "ada,0,1,2,3,4,5,6")
    problem = curtois.problem(curtois.read(text))
    outcome = solve(problem, Budget(effort=1, workers=1))
    assert verify.breaches(problem, outcome.plan)
    assert not outcome.proven
