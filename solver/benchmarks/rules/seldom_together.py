"""Days that one person should not have together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.benchmarks.days import DAY, by_cell, decisions
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


class Disliked(NamedTuple):
    """Two days, the points that one person costs who has both, and why, in words after a name."""

    first: int
    second: int
    points: int
    why: str


@dataclass(frozen=True)
class SeldomTogether(Priced):
    """One person is seldom on call on both days of a pair."""

    name = "seldom_together"
    pairs: tuple[Disliked, ...]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Price each pair that one person has; what is decided already is counted."""
        on = decisions(draft)
        paid: list[tuple[Literal, int]] = []
        for person in draft.problem.people:
            for first, second, points, _ in self.pairs:
                both = (on.get((person.id, first), False), on.get((person.id, second), False))
                paid.append((_all(draft, *both), points))
        return draft.total(paid)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each pair that one person has."""
        cells = by_cell(plan)
        for who, person in problem.person.items():
            for first, second, points, why in self.pairs:
                if (who, first) in cells and (who, second) in cells:
                    sentence = f"{person.name}: {why}, from {person.calendar.say_day(first)}"
                    yield self.cost(who, first * DAY, sentence, points)


def _all(draft: Draft, first: Literal, second: Literal) -> Literal:
    """Return a decision that is true at least if both given ones are."""
    if first is False or second is False:
        return False
    if first is True or second is True:
        return second if first is True else first
    both = draft.model.new_bool_var("")
    draft.model.add(draft.total([(first, 1), (second, 1), (both, -1)]) <= 1)
    return both
