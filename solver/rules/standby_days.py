"""What standby costs: a base fee per person and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.problem import days_of
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class StandbyDays(Priced):
    """As few standby days as possible are used: each person and local day is paid for."""

    name = "standby_days"

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Count the days on which somebody is on duty."""
        return draft.count(draft.on(p, day) for p in draft.people for day in draft.days(p))

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each standby day."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            for day in days_of(person, mine):
                calendar = person.calendar
                sentence = f"{person.name}: standby on {calendar.say_day(day)}"
                yield self.cost(who, calendar.midnights[day], sentence, 1)
