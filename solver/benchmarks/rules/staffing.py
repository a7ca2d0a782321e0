"""How many work each shift, against how many are needed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from solver.benchmarks.days import DAY, day_of, shift_of
from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ortools.sat.python import cp_model

    from solver.draft import Draft, Literal
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


class Need(NamedTuple):
    """So many people are needed in a shift on a day; each too few or too many is paid for."""

    day: int
    shift: str
    people: int
    under: int
    over: int

    def points(self, present: int) -> int:
        """Return the price of so many people."""
        missing = self.people - present
        return missing * self.under if missing > 0 else -missing * self.over


@dataclass(frozen=True)
class Staffing(Priced):
    """On each day each shift is worked by as many people as are needed."""

    name = "staffing"
    separable: ClassVar[bool] = False
    needs: tuple[Need, ...]

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Price who is missing and who is too many; all that is decided already counts."""
        present: Counter[tuple[int, str]] = Counter()
        for duty in draft.decided:
            present[day_of(duty), shift_of(duty)] += 1
        takes: dict[tuple[int, str], list[Literal]] = defaultdict(list)
        for duty in draft.options:
            takes[day_of(duty), shift_of(duty)].append(draft.takes(duty))
        fixed = 0
        paid: list[tuple[cp_model.IntVar, int]] = []
        for need in self.needs:
            here, more = present[need[:2]], takes.get(need[:2], [])
            if more:
                most = here + len(more)
                under = draft.model.new_int_var(0, max(0, need.people - here), "")
                over = draft.model.new_int_var(0, max(0, most - need.people), "")
                missing = draft.total([*((taken, 1) for taken in more), (under, 1), (over, -1)])
                draft.model.add(missing == need.people - here)
                paid += [(under, need.under), (over, need.over)]
            else:
                fixed += need.points(here)
        return fixed + draft.total(paid)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each shift with too few or too many."""
        present = Counter((day_of(duty), shift_of(duty)) for duty in plan.duties)
        for need in self.needs:
            there = present[need.day, need.shift]
            if there != need.people:
                day = problem.people[0].calendar.say_day(need.day)
                sentence = f"{there} people in {need.shift} on {day}, {need.people} needed"
                yield self.cost(None, need.day * DAY, sentence, need.points(there))
