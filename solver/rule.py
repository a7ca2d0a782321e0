"""What every rule offers: a way to ask for it, a way to check it, and a price."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from solver.sentence import about

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft
    from solver.problem import Duty, Plan, RotaProblem


@dataclass(frozen=True)
class Breach:
    """One place where a plan breaks a rule, or one thing that a plan pays for.

    `points` are what a priced rule multiplies by its weight. `start` (a minute) puts breaches in
    order. A `must` that is broken keeps a rota from being published; the rest is paid for.
    `why` follows the person's name, where there is one.
    """

    rule: str
    why: str
    points: int = 0
    person: str | None = None
    name: str | None = None
    start: int = 0
    must: bool = True

    @property
    def sentence(self) -> str:
        """What is wrong, and with whom."""
        return about(self.name, self.why) if self.name else self.why


class Rule:
    """A sentence about rotas, said twice: once to CP-SAT, once in plain Python.

    A rule is a frozen dataclass: its docstring is the sentence that planners read, its fields are
    its parameters.
    """

    name: ClassVar[str]

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Return why this one duty, whatever else is planned, may not be given; None if it may.

        The words follow a name: «Ben: lacks the skill broadcast».
        """
        return None

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Add what several duties together must keep; return the points (0 for a must)."""
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Find the breaches in a finished plan, whoever made it, without CP-SAT."""
        for duty in plan.duties:
            if why := self.refuses(problem, duty):
                yield self.breach(problem, duty.person, duty.start, why)

    def breach(self, problem: RotaProblem, person: str, start: int, why: str) -> Breach:
        """Return a broken must of a person; `why` follows the name."""
        return Breach(self.name, why, 0, person, problem.person[person].name, start)


@dataclass(frozen=True)
class Priced(Rule):
    """A rule that may be broken at a price: `weight` is that of one point.

    `separable`: what a plan pays is the sum of what each person's duties pay by themselves.
    """

    separable: ClassVar[bool] = True
    weight: int

    def cost(self, person: str | None, start: int, sentence: str, points: int) -> Breach:
        """Return something that the plan pays for."""
        return Breach(self.name, sentence, points, person, None, start, must=False)
