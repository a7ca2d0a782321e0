"""Days that nobody holds together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.benchmarks.days import DAY, by_cell, decisions
from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


class Forbidden(NamedTuple):
    """Days that one person may not all have and, in words that follow a name, why not."""

    days: tuple[int, ...]
    why: str


@dataclass(frozen=True)
class NeverTogether(Rule):
    """Nobody is on call on all days of a group."""

    name = "never_together"
    groups: tuple[Forbidden, ...]

    def ask(self, draft: Draft) -> int:
        """Leave each person one day of each group."""
        on = decisions(draft)
        for person in draft.people:
            for days, _ in self.groups:
                if all((person.id, day) in on for day in days):
                    taken = draft.count(on[person.id, day] for day in days)
                    draft.model.add(taken <= len(days) - 1)
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each group of which one person has all days."""
        cells = by_cell(plan)
        for who, person in problem.person.items():
            for days, why in self.groups:
                if all((who, day) in cells for day in days):
                    sentence = f"{why}, from {person.calendar.say_day(days[0])}"
                    yield self.breach(problem, who, days[0] * DAY, sentence)
