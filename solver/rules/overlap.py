"""One duty at a time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.draft import Draft
    from solver.problem import Duty, Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Overlap(Rule):
    """Nobody holds two duties at the same time."""

    name = "overlap"

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse what overlaps with history."""
        for past in problem.past_of(duty.person):
            if past.overlaps(duty.start, duty.end):
                calendar = problem.person[duty.person].calendar
                return Sentence(
                    "is %(role)s already, %(when)s",
                    role=Sentence(past.role),
                    when=calendar.say_span(past.start, past.end),
                )
        return None

    def ask(self, draft: Draft) -> int:
        """At each instant at which a duty begins, at most one is held."""
        draft.at_most_one_at_a_time(lambda _: 0)
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each pair that shares a minute."""
        yield from super().breaches(problem, plan)
        for person, mine in plan.by_person.items():
            calendar = problem.person[person].calendar
            for a, b in combinations(mine, 2):
                if a.overlaps(b.start, b.end):
                    both = calendar.say_span(max(a.start, b.start), min(a.end, b.end))
                    why = Sentence("has two duties at once, %(when)s", when=both)
                    yield self.breach(problem, person, b.start, why)
