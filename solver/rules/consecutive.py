"""Standby days in a row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from solver.problem import days_of
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Consecutive(Rule):
    """Nobody is on standby on more days in a row than the strictest team allows."""

    name = "consecutive"
    most: Mapping[str, int]

    def ask(self, draft: Draft) -> int:
        """Of any `most` + 1 days in a row one is free, unless history alone took them all."""
        for person in draft.people:
            past = draft.problem.past_days.get(person.id, frozenset())
            length = self.most[person.id] + 1
            days = draft.days(person)
            for first in range(min(days) - length + 1, max(days) + 1):
                window = range(first, first + length)
                free = [day for day in window if day not in past]
                if free and all(day in days for day in free):
                    draft.model.add(draft.count(draft.on(person, d) for d in free) <= len(free) - 1)
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each run of days that is too long and that the plan adds to."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            past = problem.past_days.get(who, frozenset())
            every = sorted(past | days_of(person, mine))
            for _, run in groupby(enumerate(every), key=lambda pair: pair[1] - pair[0]):
                days = [day for _, day in run]
                if len(days) > self.most[who] and not past.issuperset(days):
                    calendar = person.calendar
                    why = Sentence(
                        "on standby on %(days)s days in a row from %(first)s, at most %(most)s",
                        days=len(days),
                        first=calendar.say_day(days[0]),
                        most=self.most[who],
                    )
                    yield self.breach(problem, who, calendar.midnights[days[0]], why)
