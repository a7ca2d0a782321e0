"""How fast and how well invented firms are planned."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Final

from solver.outcome import Budget
from solver.search.parts import ALL, Parts
from solver.solve import solve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.outcome import Progress
    from web.bench.firms import Work


TOLD: Final = ("burden", "wishes", "handovers")
# What the bound of the flow does not see.
UNSEEN: Final = ("burden", "wishes")


@dataclass(frozen=True)
class Planned:
    """When a rota without gaps was there (None: never), and how good the last one is."""

    complete: float | None
    uncovered: int
    seconds: float
    objective: int
    bound: int
    costs: Mapping[str, int]

    @property
    def gap(self) -> float:
        """How far the objective may be from the best."""
        return (self.objective - self.bound) / self.objective if self.objective else 0.0

    def say(self) -> str:
        """Return it in words, with what fairness, wishes and handovers have to do with the gap."""
        if self.complete is None:
            return f"{self.uncovered / 60:g} h open after {self.seconds:.0f} s"
        told = f"complete after {self.complete:.1f} s; {self._say_gap()}"
        if not self.objective:
            return told
        parts = ", ".join(f"{name} {self.costs[name] / self.objective:.2%}" for name in TOLD)
        return f"{told} (of the cost: {parts})"

    def _say_gap(self) -> str:
        """Say how large the gap is, and which part of it nothing but CP-SAT's bound could close."""
        if self.objective and not self.bound:
            return "no bound"
        gap = f"gap {self.gap:.2%} after {self.seconds:.0f} s"
        if self.objective <= self.bound:
            return gap
        unseen = sum(self.costs[name] for name in UNSEEN) / (self.objective - self.bound)
        return f"{gap}, of which at most {min(1, unseen):.0%} are fairness and wishes"

    def reached(self, work: Work) -> bool:
        """Tell whether all that must be is reached."""
        complete = self.complete is not None and self.complete <= work.complete_within
        return complete and (work.gap_within is None or self.gap <= work.gap_within)


def plan(work: Work, seed: int, parts: Parts = ALL, workers: int = 2) -> Planned:
    """Plan a firm; the time is that from facts to rota."""
    folder = work.folder(seed)
    begun = perf_counter()
    asked = work.planning(folder)
    complete: list[float] = []

    def watch(progress: Progress) -> None:
        if not progress.uncovered and not complete:
            complete.append(perf_counter() - begun)

    budget = Budget(seconds=work.seconds, workers=workers)
    outcome = solve(asked.problem, budget, watch, parts=parts)
    return Planned(
        complete[0] if complete else None,
        outcome.uncovered,
        outcome.seconds,
        outcome.objective,
        outcome.bound,
        {name: cost.cost for name, cost in outcome.costs.items()},
    )
