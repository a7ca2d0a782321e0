"""Weekends with work in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.load import weekends_of
from solver.problem import days_of
from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class MostWeekends(Rule):
    """Nobody works on more weekends, Saturday or Sunday, than the contract allows."""

    name = "most_weekends"
    most: Mapping[str, int]

    def ask(self, draft: Draft) -> int:
        """Count the weekends with a working day."""
        for person in draft.people:
            weekends = sorted(weekends_of(person, draft.days(person)))
            if len(weekends) > self.most[person.id]:
                busy = [draft.any([draft.on(person, s), draft.on(person, s + 1)]) for s in weekends]
                draft.model.add(draft.count(busy) <= self.most[person.id])
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name everybody who works on too many."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            busy = weekends_of(person, days_of(person, mine))
            if len(busy) > self.most[who]:
                why = f"works on {len(busy)} weekends, at most {self.most[who]}"
                yield self.breach(problem, who, person.calendar.midnights[min(busy)], why)
