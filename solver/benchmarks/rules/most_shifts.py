"""How often each shift may be worked."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.benchmarks.days import shift_of
from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft, Literal
    from solver.problem import Duty, Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class MostShifts(Rule):
    """Nobody works a shift more often than the contract allows; one without a figure, as suits."""

    name = "most_shifts"
    most: Mapping[str, Mapping[str, int]]

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse a shift that the person never works."""
        if self.most[duty.person].get(shift_of(duty), 1) > 0:
            return None
        return f"never works {shift_of(duty)}"

    def ask(self, draft: Draft) -> int:
        """Add up each person's shifts of a kind."""
        for person in draft.people:
            takes: dict[str, list[Literal]] = defaultdict(list)
            for duty in draft.of(person):
                takes[shift_of(duty)].append(draft.takes(duty))
            for shift, most in self.most[person.id].items():
                if len(takes[shift]) > most:
                    draft.model.add(draft.count(takes[shift]) <= most)
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each shift that somebody works too often."""
        for who, mine in plan.by_person.items():
            for shift, count in sorted(Counter(map(shift_of, mine)).items()):
                most = self.most[who].get(shift, count)
                if count > most:
                    why = f"{count} times {shift}, at most {most}"
                    yield self.breach(problem, who, mine[0].start, why)
