"""CP-SAT and plain Python say the same of every rule, in both directions, on problems by chance."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from solver import rules, verify
from solver.board import Board
from solver.draft import Draft
from solver.problem import Plan, merged
from tests.solver.asked import answered, cheapest, fixed
from tests.solver.problems import KINDS, only
from tests.solver.random_problems import problems

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.problem import Duty, RotaProblem
    from solver.rule import Rule

# These leave duties that overlap to `Overlap`: their CP-SAT sides add duties up or keep them apart,
# their plain sides count a minute or a person once.
ONE_AT_A_TIME = (rules.Burden, rules.Coverage, rules.Length, rules.Reachable, rules.Rest)

tried = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def paid(problem: RotaProblem, plan: Plan) -> dict[str, int]:
    """Return what the plain side of every rule says that a plan pays, in points."""
    found: dict[str, int] = defaultdict(int)
    for rule in problem.rules:
        found[rule.name] += sum(breach.points for breach in rule.breaches(problem, plan))
    return found


@tried
@given(problems())
def test_the_cheapest_rota_keeps_every_rule_and_both_bills_agree(problem: RotaProblem) -> None:
    plan, points = cheapest(problem)

    assert set(merged(plan.duties)) == plan.duties
    assert verify.breaches(problem, plan) == ()
    assert points == paid(problem, plan)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@tried
@given(problems(), st.data())
def test_a_rule_allows_the_plans_and_asks_the_price_that_its_plain_side_does(
    kind: type[Rule], problem: RotaProblem, data: st.DataObject
) -> None:
    rule = next(rule for rule in problem.rules if type(rule) is kind)
    wanted = data.draw(st.sets(st.sampled_from(problem.options))) if problem.options else ()
    duties = comparable(rule, problem, wanted)
    # Touching duties of one role are one duty, and the joint one is on offer as well.
    options = tuple(dict.fromkeys([*problem.options, *duties]))
    alone = only(replace(problem, options=options), rule)

    found = list(rule.breaches(alone, Plan(frozenset(duties))))
    answer = fixed(alone, duties)

    assert (answer is None) == any(breach.must for breach in found)
    if answer:
        assert answer.points == {rule.name: sum(breach.points for breach in found)}


@tried
@given(problems(), st.data())
def test_duties_that_are_decided_already_count_like_any_other(
    problem: RotaProblem, data: st.DataObject
) -> None:
    best = sorted(cheapest(problem).plan.duties)
    kept = tuple(sorted(data.draw(st.sets(st.sampled_from(best))))) if best else ()
    options = [duty for duty in problem.admitted if duty not in kept]
    given = Counter(cover for duty in kept for cover in Board(problem.covers).given_by(duty))
    covers = [replace(cover, need=cover.need - given[cover]) for cover in problem.covers]

    answer = answered(Draft(replace(problem, kept=kept), options, kept, covers), kept)

    assert answer
    assert verify.breaches(problem, answer.plan) == ()
    assert answer.points == paid(problem, answer.plan)


def comparable(rule: Rule, problem: RotaProblem, wanted: Iterable[Duty]) -> list[Duty]:
    """Return the duties of a plan that both sides of a rule are meant to judge."""
    duties = merged(sorted(wanted))
    if isinstance(rule, ONE_AT_A_TIME):
        duties = one_at_a_time([*problem.history, *duties])[len(problem.history) :]
    if isinstance(rule, rules.Coverage):
        # Plain Python counts to the minute; an option that covers a need in part is refused.
        duties = [duty for duty in duties if not covers_in_part(problem, duty)]
    return duties


def one_at_a_time(duties: Iterable[Duty]) -> list[Duty]:
    """Leave out what overlaps with an earlier duty of the same person."""
    kept: list[Duty] = []
    for duty in duties:
        if not any(d.person == duty.person and d.overlaps(duty.start, duty.end) for d in kept):
            kept.append(duty)
    return kept


def covers_in_part(problem: RotaProblem, duty: Duty) -> bool:
    """Tell whether a duty begins or ends in the middle of a cover that it holds."""
    return any(
        cover.stream == hold.stream and cover.start < edge < cover.end
        for hold in duty.holds
        for edge in (hold.start, hold.end)
        for cover in problem.covers
        if cover.role == duty.role
    )
