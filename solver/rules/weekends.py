"""Free weekends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.load import weekends_of
from solver.problem import days_of
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from solver.draft import Draft
    from solver.problem import Person, Plan, RotaProblem
    from solver.rule import Breach

IN_A_ROW = 4


@dataclass(frozen=True)
class Weekends(Rule):
    """Of any four weekends in a row at least `least` are free, Saturday 0:00 to Monday 0:00.

    Looked at are the weekends that lie within `first` and `last`, both local days included.
    """

    name = "weekends"
    least: Mapping[str, int]
    first: date
    last: date

    def ask(self, draft: Draft) -> int:
        """Let the weekends with a duty be few enough; history can't be taken back."""
        for person in draft.people:
            past = self._past(draft.problem, person)
            days = draft.days(person)
            for group in self._groups(person):
                free = [w for w in group if w not in past and (w in days or w + 1 in days)]
                busy = [draft.any([draft.on(person, w), draft.on(person, w + 1)]) for w in free]
                left = max(0, IN_A_ROW - self.least[person.id] - (len(past & {*group})))
                if len(busy) > left:
                    draft.model.add(draft.count(busy) <= left)
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each four weekends with too few free ones that the plan adds to."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            past = self._past(problem, person)
            planned = weekends_of(person, days_of(person, mine))
            for group in self._groups(person):
                busy = (past | planned) & {*group}
                free = IN_A_ROW - len(busy)
                if free < self.least[who] and not past.issuperset(busy):
                    calendar = person.calendar
                    why = Sentence(
                        "%(free)s free weekends of the four from %(first)s, at least %(least)s",
                        free=free,
                        first=calendar.say_day(group[0]),
                        least=self.least[who],
                    )
                    yield self.breach(problem, who, calendar.midnights[group[0]], why)

    def _past(self, problem: RotaProblem, person: Person) -> frozenset[int]:
        return weekends_of(person, problem.past_days.get(person.id, frozenset()))

    def _groups(self, person: Person) -> Iterator[range]:
        """Yield the Saturdays of each four weekends in a row."""
        calendar = person.calendar
        first, last = calendar.index(self.first), calendar.index(self.last)
        week = 7
        saturday = next(d for d in range(first, first + week) if calendar.weekend(d) == d)
        while saturday + (IN_A_ROW - 1) * week + 1 <= last:
            yield range(saturday, saturday + IN_A_ROW * week, week)
            saturday += week
