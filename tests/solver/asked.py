"""What CP-SAT answers: one worker, one seed, deterministic time, to the optimum."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ortools.sat.python import cp_model

from solver.draft import Draft
from solver.problem import Plan
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from solver.problem import Duty, RotaProblem


class Answer(NamedTuple):
    """The cheapest plan, and what each rule says that it pays, in points."""

    plan: Plan
    points: Mapping[str, int]


def cheapest(problem: RotaProblem) -> Answer:
    """Return the cheapest plan by the weights of the rules; there always is one."""
    draft = Draft(problem)
    answer = answered(draft)
    assert answer is not None, "giving nobody a duty was not allowed"
    return answer


def fixed(problem: RotaProblem, duties: Iterable[Duty]) -> Answer | None:
    """Return what it costs to give exactly these duties; None if the rules forbid it."""
    given = frozenset(duties)
    draft = Draft(problem)
    if not given.issubset(draft.options):
        return None
    for duty in draft.options:
        draft.model.add(draft.takes(duty) == (duty in given))
    return answered(draft)


def answered(draft: Draft, kept: Iterable[Duty] = ()) -> Answer | None:
    """Ask for every rule, solve to the optimum and read the answer; None if there is none."""
    rules = draft.problem.rules
    asked = {rule.name: rule.ask(draft) for rule in rules}
    weights = {rule.name: rule.weight for rule in rules if isinstance(rule, Priced)}
    draft.model.minimize(sum(weight * asked[name] for name, weight in weights.items()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = 10
    status = solver.solve(draft.model)
    if status == cp_model.INFEASIBLE:
        return None
    # Only at the optimum are decisions that are bounded from one side exact.
    assert status == cp_model.OPTIMAL
    taken = (duty for duty in draft.options if solver.value(draft.takes(duty)))
    points = {name: solver.value(asked[name]) for name in asked}
    return Answer(Plan(frozenset([*kept, *taken])), points)
