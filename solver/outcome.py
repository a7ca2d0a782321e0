"""What the solver answers: a plan, what is uncovered, what it costs, and how good it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.problem import Duty, Plan
    from solver.rules.coverage import Gap


class Cost(NamedTuple):
    """What a plan pays under one rule."""

    weight: int
    amount: int

    @property
    def cost(self) -> int:
        """The weight times the amount."""
        return self.weight * self.amount


@dataclass(frozen=True)
class Outcome:
    """The best plan found. There always is one: what can't be covered is a gap.

    `objective` and `bound` are about the rest of the costs, at the uncovered minutes reached: no
    plan with so few uncovered minutes costs less than `bound`. `proven` says that neither can be
    better; `fewest_changes` that no plan with so few uncovered minutes changes fewer duties of a
    previous rota; `stopped` that somebody ended the search early.
    """

    plan: Plan
    gaps: tuple[Gap, ...]
    costs: Mapping[str, Cost]
    objective: int
    bound: int
    proven: bool
    seconds: float
    fewest_changes: bool = True
    stopped: bool = False

    @property
    def uncovered(self) -> int:
        """Person-minutes that nobody covers."""
        return sum(gap.points for gap in self.gaps)

    @property
    def gap(self) -> float:
        """How far the objective may be from the best: (objective - bound) / objective."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0


class Progress(NamedTuple):
    """How far a search is: seconds since it began, and the best plan so far, if any.

    `fewest_changes`: no plan that covers as much changes fewer duties of a previous rota.
    `duties` are those of the plan; they stay as they are, whatever is found later.
    """

    seconds: float
    uncovered: int
    objective: int
    bound: int | None
    fewest_changes: bool = True
    duties: tuple[Duty, ...] = ()


@dataclass(frozen=True)
class Budget:
    """How long to search.

    `seconds` is time on the wall. With `effort` the search ends after so much deterministic time
    instead, on one worker, and gives the same plan for the same seed.
    """

    seconds: float = 60.0
    seed: int = 1
    workers: int = 2
    effort: float | None = None
