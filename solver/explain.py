"""Why a gap can't be closed: for everybody who might have done it, what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from solver.problem import Plan, RotaProblem
    from solver.rules.coverage import Gap


class Obstacle(NamedTuple):
    """What keeps one person from closing a gap: the rule's name, and why in words after a name."""

    person: str
    rule: str
    why: str


def obstacles(problem: RotaProblem, plan: Plan, gap: Gap) -> tuple[Obstacle, ...]:
    """Return, for each person of the team, the rule that stands against closing a gap."""
    return ()
