"""Which shift may follow which."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.benchmarks.days import DAY, day_of, shift_of
from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft, Literal
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Succession(Rule):
    """After some shifts others are not worked on the next day."""

    name = "succession"
    not_next: Mapping[str, frozenset[str]]

    def ask(self, draft: Draft) -> int:
        """Take at most one of shifts that exclude each other; within a day `OneShift` does so."""
        groups = self._groups()
        for person in draft.people:
            takes: dict[tuple[int, str], Literal] = {
                (day_of(duty), shift_of(duty)): draft.takes(duty) for duty in draft.of(person)
            }
            for day in draft.days(person):
                for firsts, seconds in groups:
                    today = [takes[day, s] for s in firsts if (day, s) in takes]
                    tomorrow = [takes[day + 1, s] for s in seconds if (day + 1, s) in takes]
                    if today and tomorrow:
                        draft.model.add_at_most_one([*today, *tomorrow])
        return 0

    def _groups(self) -> list[tuple[list[str], list[str]]]:
        """Return shifts of a day and of the next, all of which exclude each other.

        A few large groups bound better than many pairs, and say the same.
        """
        before: dict[str, set[str]] = defaultdict(set)
        for shift, others in self.not_next.items():
            for other in others:
                before[other].add(shift)
        groups: dict[frozenset[str], list[str]] = {}
        for firsts in map(frozenset, before.values()):
            seconds = frozenset.intersection(*(self.not_next[shift] for shift in firsts))
            groups[firsts] = sorted(seconds)
        return [(sorted(firsts), seconds) for firsts, seconds in groups.items()]

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each pair of shifts that may not follow each other."""
        for who, mine in plan.by_person.items():
            for first in mine:
                for second in mine:
                    ahead = day_of(second) - day_of(first)
                    if ahead == 1 and shift_of(second) in self.not_next.get(shift_of(first), ()):
                        when = problem.person[who].calendar.say_day(day_of(second))
                        why = f"{shift_of(second)} on {when}, the day after {shift_of(first)}"
                        yield self.breach(problem, who, second.start - DAY, why)
