"""Leaving alone what people have been told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft
    from solver.problem import Duty, Plan, RotaProblem
    from solver.rule import Breach


class Gone(NamedTuple):
    """A duty whose person or bookings are no longer there: when it began, and a sentence."""

    start: int
    sentence: str


@dataclass(frozen=True)
class Changes(Priced):
    """A duty of the previous rota stays with its person, from the same start to the same end.

    What is `gone` can't stay; it is counted, so that the bill has all changes.
    """

    name = "changes"
    before: tuple[Duty, ...]
    gone: tuple[Gone, ...] = ()

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Count the duties that are not given again."""
        again = [draft.takes(duty) for duty in self.before if draft.offers(duty)]
        return len(self.before) + len(self.gone) - draft.count(again)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each duty that is not given again."""
        for gone in self.gone:
            yield self.cost(None, gone.start, gone.sentence, 1)
        for duty in self.taken_away(plan):
            yield self.cost(duty.person, duty.start, self.say(problem, duty), 1)

    def taken_away(self, plan: Plan) -> Iterator[Duty]:
        """Yield the duties that a plan does not give again, of those that are not gone."""
        return (duty for duty in self.before if duty not in plan.duties)

    def say(self, problem: RotaProblem, duty: Duty) -> str:
        """Return a duty that is not given again as people are told of it."""
        person = problem.person[duty.person]
        span = person.calendar.say_span(duty.start, duty.end)
        return f"{person.name}: no longer {duty.role}, {span}"
