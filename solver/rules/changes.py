"""Leaving alone what people have been told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft
    from solver.problem import Duty, Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Changes(Priced):
    """A duty of the previous rota stays with its person, from the same start to the same end."""

    name = "changes"
    before: tuple[Duty, ...]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Count the duties that are not given again."""
        again = [draft.takes(duty) for duty in self.before if draft.offers(duty)]
        return len(self.before) - draft.count(again)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each duty that is not given again."""
        for duty in self.before:
            if duty not in plan.duties:
                person = problem.person[duty.person]
                span = person.calendar.say_span(duty.start, duty.end)
                sentence = f"{person.name}: no longer {duty.role}, {span}"
                yield self.cost(duty.person, duty.start, sentence, 1)
