"""The plain check: what a plan, whoever made it, breaks, leaves uncovered and costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.outcome import Cost
from solver.rule import Priced
from solver.rules.coverage import Coverage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach
    from solver.rules.coverage import Gap


def breaches(problem: RotaProblem, plan: Plan) -> tuple[Breach, ...]:
    """Return every broken must, in order of time."""
    found = (b for rule in problem.rules for b in rule.breaches(problem, plan) if b.must)
    return tuple(sorted(found, key=lambda b: (b.start, b.person or "", b.rule, b.sentence)))


def gaps(problem: RotaProblem, plan: Plan) -> tuple[Gap, ...]:
    """Return every stretch that has too few people, in order of time."""
    found = (g for rule in problem.rules if isinstance(rule, Coverage) for g in rule.gaps(plan))
    return tuple(sorted(found, key=lambda g: (g.start, g.role, g.stream)))


def costs(problem: RotaProblem, plan: Plan) -> Mapping[str, Cost]:
    """Return what a plan pays for, by the name of the rule."""
    return {
        rule.name: Cost(rule.weight, sum(b.points for b in rule.breaches(problem, plan)))
        for rule in problem.rules
        if isinstance(rule, Priced)
    }


def rest(paid: Mapping[str, Cost]) -> int:
    """Return the costs without those of uncovered minutes, which are a stage of their own."""
    return sum(cost.cost for name, cost in paid.items() if name != Coverage.name)
