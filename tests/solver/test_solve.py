"""What `solve` answers, held against the true optimum of small random problems."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, assume, given, settings

from solver import verify
from solver.outcome import Budget
from solver.rules import Changes, Coverage, Days28
from solver.search.clock import Clock
from solver.search.incumbent import Incumbent
from solver.search.whole import decide_whole
from solver.solve import solve
from tests.solver.problems import cover, duty, problem
from tests.solver.search.optima import fewest_changes, true_optimum
from tests.solver.search.replans import replans

if TYPE_CHECKING:
    from solver.problem import RotaProblem

EFFORT = Budget(effort=2, workers=1)
SLOW = (HealthCheck.too_slow, HealthCheck.filter_too_much)


@settings(deadline=None, max_examples=40, suppress_health_check=SLOW)
@given(replans())
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


@settings(deadline=None, max_examples=10, suppress_health_check=SLOW)
@given(replans())
def test_the_same_seed_and_effort_give_the_same_plan(problem: RotaProblem) -> None:
    first, second = (solve(problem, EFFORT) for _ in range(2))
    assert first.plan == second.plan
    assert (first.objective, first.bound) == (second.objective, second.bound)


@settings(deadline=None, max_examples=15, suppress_health_check=SLOW)
@given(replans())
def test_two_searchers_at_once_reach_the_optimum_and_prove_it(problem: RotaProblem) -> None:
    """Their changes to one rota never make it break a must or pay what is not told."""
    outcome = solve(problem, Budget(seconds=60, workers=2))
    assert verify.breaches(problem, outcome.plan) == ()
    assert outcome.proven
    assert (outcome.uncovered, outcome.objective) == true_optimum(problem)


@settings(deadline=None, max_examples=25, suppress_health_check=SLOW)
@given(replans())
def test_the_fewest_changes_are_the_fewest(problem: RotaProblem) -> None:
    """Said so, no rota that covers as much changes fewer duties; dear ones are always settled."""
    book = tuple(
        replace(rule, weight=100_000) if isinstance(rule, Changes) else rule
        for rule in problem.rules
    )
    asked = replace(problem, rules=book)
    outcome = solve(asked, EFFORT)
    uncovered, _ = true_optimum(asked)
    assume(outcome.uncovered == uncovered)
    assert outcome.fewest_changes
    assert outcome.costs["changes"].amount == fewest_changes(asked)


def test_the_fewest_changes_are_settled_anew_where_the_proof_closes_a_gap() -> None:
    """Ada may have one duty of two; the shorter one was hers, but the longer one covers more."""
    short, long = duty("ada", "2026-12-07T17:00/T21:00"), duty("ada", "2026-12-14T17:00/T23:00")
    covers = [cover("2026-12-07T17:00/T21:00"), cover("2026-12-14T17:00/T23:00")]
    book = [Days28({"ada": 1}), Coverage(1, tuple(covers)), Changes(100_000, (short,))]
    clock = Clock(EFFORT, Event())
    best = Incumbent(problem([short, long], book, covers), clock, lambda _: None)
    best.replace((), [short])
    best.prove_changes(0)
    decide_whole(best, clock.left)
    assert best.plan.duties == {long}
    assert best.changed == best.least_changed == 1
