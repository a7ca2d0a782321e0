"""The second count of a roster finds what the rules find, and costs what they cost."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from solver import verify
from solver.benchmarks import curtois, oncall_rostering
from solver.draft import Draft
from tests.solver.asked import answered
from tests.solver.benchmarks.random_rosters import (
    on_call,
    one_a_day,
    one_person_a_day,
    shift_work,
)

if TYPE_CHECKING:
    from solver.problem import Plan, RotaProblem

tried = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


class Bill(NamedTuple):
    """What a plan costs, and how many musts it breaks."""

    cost: int
    broken: int


def by_rules(problem: RotaProblem, plan: Plan) -> Bill:
    """Return the bill of the rules."""
    costs = verify.costs(problem, plan)
    return Bill(sum(c.cost for c in costs.values()), len(verify.breaches(problem, plan)))


@tried
@given(shift_work(), st.data())
def test_curtois_a_roster_s_text_and_its_plan_have_one_bill(
    instance: curtois.Instance, data: st.DataObject
) -> None:
    problem = curtois.problem(instance)
    plan = data.draw(one_a_day(problem))

    checked = curtois.check(instance, curtois.write(instance, plan))

    assert Bill(checked.objective, len(checked.broken)) == by_rules(problem, plan)


@tried
@given(on_call(), st.data())
def test_oncall_rostering_a_roster_s_text_and_its_plan_have_one_bill(
    instance: oncall_rostering.Instance, data: st.DataObject
) -> None:
    problem = oncall_rostering.problem(instance)
    plan = data.draw(one_person_a_day(problem))

    checked = oncall_rostering.check(instance, oncall_rostering.write(instance, plan))

    assert Bill(checked.objective, len(checked.broken)) == by_rules(problem, plan)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(shift_work(days=4, staff=2, kinds=1))
def test_curtois_the_solver_finds_the_cheapest_of_all_rosters(instance: curtois.Instance) -> None:
    draft = Draft(curtois.problem(instance))
    # Nothing is asked about somebody who can't work at all.
    assume(len(draft.people) == len(instance.employees))

    answer = answered(draft)

    cells = [("", *(shift.id for shift in instance.shifts))] * instance.days
    every = product(product(*cells), repeat=len(instance.employees))
    texts = ("".join("\t".join(row) + "\n" for row in rows) for rows in every)
    costs = [c.objective for c in (curtois.check(instance, text) for text in texts) if not c.broken]
    assert (sum(answer.points.values()) if answer else None) == min(costs, default=None)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(on_call(days=6))
def test_oncall_rostering_the_solver_finds_the_cheapest_of_all_rosters(
    instance: oncall_rostering.Instance,
) -> None:
    problem = oncall_rostering.problem(instance)
    days = {duty.start for duty in problem.options}
    # All days that are not fixed are given to somebody.
    draft = Draft(problem, covers=[c for c in problem.covers if c.start in days])
    uncovered = next(r for r in problem.rules if r.name == "coverage").ask(draft)
    draft.model.add(uncovered == 0)

    answer = answered(draft)

    staff = [str(number) for number in range(1, len(instance.staff) + 1)]
    texts = (f"roster = [{', '.join(row)}];" for row in product(staff, repeat=instance.days))
    checked = (oncall_rostering.check(instance, text) for text in texts)
    costs = [c.objective for c in checked if not c.broken]
    assert (sum(answer.points.values()) if answer else None) == min(costs, default=None)
