"""CP-SAT and plain Python say the same of every rule that only benchmarks have."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver.benchmarks import curtois, oncall_rostering
from solver.benchmarks import rules as own
from solver.draft import Draft
from solver.problem import Plan
from solver.rule import Rule
from tests.solver.asked import answered
from tests.solver.benchmarks.random_rosters import on_call, one_a_day, shift_work

if TYPE_CHECKING:
    from solver.problem import Duty, RotaProblem

KINDS = [kind for kind in vars(own).values() if isinstance(kind, type) and issubclass(kind, Rule)]
# Shifts of one day exclude each other in its groups; `OneShift` forbids them anyway.
ONE_A_DAY = (own.Succession,)

tried = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def problems(kind: type[Rule]) -> st.SearchStrategy[RotaProblem]:
    """Draw a problem of the benchmark in which a rule is, with no other rule."""

    def alone(problem: RotaProblem) -> RotaProblem:
        return replace(problem, rules=tuple(r for r in problem.rules if type(r) is kind))

    if kind in (own.NeverTogether, own.SeldomTogether, own.Balance):
        return on_call().map(oncall_rostering.problem).map(alone)
    # Fewer cells where it matters how many are in one.
    work = shift_work(days=3, kinds=1) if kind is own.Staffing else shift_work()
    return work.map(curtois.problem).map(alone)


def plans(kind: type[Rule], problem: RotaProblem) -> st.SearchStrategy[frozenset[Duty]]:
    """Draw duties that both sides of a rule are meant to judge."""
    if kind in ONE_A_DAY or not problem.options:
        return one_a_day(problem).map(lambda plan: plan.duties)
    return st.frozensets(st.sampled_from(problem.options), max_size=20)


def asked(draft: Draft, given: frozenset[Duty]) -> int | None:
    """Return the points that a rule asks where exactly these duties are given; None if never."""
    for duty in draft.options:
        draft.model.add(draft.takes(duty) == (duty in given))
    answer = answered(draft)
    return sum(answer.points.values()) if answer else None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@tried
@given(st.data())
def test_both_sides_allow_the_same_plans_at_the_same_price(
    kind: type[Rule], data: st.DataObject
) -> None:
    problem = data.draw(problems(kind))
    duties = data.draw(plans(kind, problem))
    draft = Draft(problem)

    points = asked(draft, duties) if duties.issubset(draft.options) else None

    found = list(problem.rules[0].breaches(problem, Plan(duties | {*problem.kept})))
    assert (points is None) == any(breach.must for breach in found)
    if points is not None:
        assert points == sum(breach.points for breach in found)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@tried
@given(st.data())
def test_both_sides_agree_where_a_part_is_decided_already(
    kind: type[Rule], data: st.DataObject
) -> None:
    problem = data.draw(problems(kind))
    duties = data.draw(plans(kind, problem)).intersection(problem.admitted)
    kept = data.draw(st.frozensets(st.sampled_from(sorted(duties)))) if duties else duties
    offered = [d for d in problem.admitted if d in duties - kept or data.draw(st.booleans())]
    draft = Draft(problem, [d for d in offered if d not in kept], sorted(kept))

    points = asked(draft, duties)

    found = list(problem.rules[0].breaches(problem, Plan(duties | {*problem.kept})))
    # Nothing is asked about people of whom the draft decides nothing.
    free = {person.id for person in draft.people}
    assert (points is None) == any(b.must and b.person in free for b in found)
    if points is not None:
        assert points == sum(breach.points for breach in found)
