"""Working days in a row, at least."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.benchmarks.runs import ask_to_last
from solver.problem import days_of
from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class ShortestRun(Rule):
    """Who begins to work goes on for some days; outside of the horizon everybody works on."""

    name = "shortest_run"
    least: Mapping[str, int]
    days: int

    def ask(self, draft: Draft) -> int:
        """Let each beginning be followed by enough working days."""
        for person in draft.people:
            on = [draft.on(person, day) for day in range(self.days)]
            ask_to_last(draft, on, self.least[person.id])
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each run within the horizon that is too short."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            worked = days_of(person, mine)
            for first in sorted(worked):
                if first == 0 or first - 1 in worked:
                    continue
                after = next(day for day in range(first, self.days + 1) if day not in worked)
                if after < self.days and after - first < self.least[who]:
                    why = (
                        f"works {after - first} days in a row from "
                        f"{person.calendar.say_day(first)}, at least {self.least[who]}"
                    )
                    yield self.breach(problem, who, person.calendar.midnights[first], why)
