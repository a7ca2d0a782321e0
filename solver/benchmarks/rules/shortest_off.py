"""Days off in a row, at least."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.benchmarks.runs import ask_to_last, opposite
from solver.problem import days_of
from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class ShortestOff(Rule):
    """Who stops to work is off for some days; outside of the horizon everybody stays off."""

    name = "shortest_off"
    least: Mapping[str, int]
    days: int

    def ask(self, draft: Draft) -> int:
        """Let each stop be followed by enough days off."""
        for person in draft.people:
            off = [opposite(draft.on(person, day)) for day in range(self.days)]
            ask_to_last(draft, off, self.least[person.id])
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each pause between two working days that is too short."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            for last, again in pairwise(sorted(days_of(person, mine))):
                if 0 < again - last - 1 < self.least[who]:
                    why = (
                        f"off for {again - last - 1} days in a row from "
                        f"{person.calendar.say_day(last + 1)}, at least {self.least[who]}"
                    )
                    yield self.breach(problem, who, person.calendar.midnights[last + 1], why)
