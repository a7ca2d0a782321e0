"""The minutes that a contract asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Minutes(Rule):
    """Everybody works at least and at most the minutes of the contract, in the whole horizon."""

    name = "minutes"
    least: Mapping[str, int]
    most: Mapping[str, int]

    def ask(self, draft: Draft) -> int:
        """Add up each person's minutes."""
        for person in draft.people:
            worked = draft.total((draft.takes(d), d.end - d.start) for d in draft.of(person))
            draft.model.add_linear_constraint(worked, self.least[person.id], self.most[person.id])
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name everybody with too few or too many; somebody without any duty may have too few."""
        for who in problem.person:
            worked = sum(duty.end - duty.start for duty in plan.of(who))
            if worked < self.least[who]:
                why = f"{worked} minutes, at least {self.least[who]}"
                yield self.breach(problem, who, 0, why)
            if worked > self.most[who]:
                why = f"{worked} minutes, at most {self.most[who]}"
                yield self.breach(problem, who, 0, why)
