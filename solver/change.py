"""One thing that might be different, and the problem it leads to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from solver.problem import Duty, RotaProblem
    from solver.rule import Rule


@dataclass(frozen=True)
class Change:
    """One thing that might be different, in words that follow «if», and the problem it leads to.

    `offers` are duties in the gap that some people could be given then.
    """

    words: str
    problem: RotaProblem
    offers: tuple[Duty, ...] = ()


def with_rules(problem: RotaProblem, *changed: Rule) -> RotaProblem:
    """Return the problem with some rules put in the place of those of their kind."""
    new = {rule.name: rule for rule in changed}
    return replace(problem, rules=tuple(new.get(rule.name, rule) for rule in problem.rules))
