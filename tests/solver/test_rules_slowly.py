"""The plain side of every rule finds what counting quarter by quarter of an hour finds."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.problem import Plan, RotaProblem, merged
from tests.solver.random_problems import problems
from tests.solver.slow_rules import judged


@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(problems(), st.data())
def test_plain_python_judges_any_plan_as_the_slow_count_does(
    problem: RotaProblem, data: st.DataObject
) -> None:
    wanted = data.draw(st.sets(st.sampled_from(problem.options))) if problem.options else ()
    plan = Plan(frozenset(merged(wanted)))

    for rule in problem.rules:
        found = list(rule.breaches(problem, plan))
        told = (any(b.must for b in found), sum(b.points for b in found))
        assert (rule.name, *told) == (rule.name, *judged(problem, plan, rule))
