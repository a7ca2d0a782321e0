"""Standby days in four weeks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.problem import days_of
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Plan, RotaProblem
    from solver.rule import Breach

FOUR_WEEKS = 28


@dataclass(frozen=True)
class Days28(Rule):
    """In any 28 days in a row nobody is on standby on more days than the strictest team allows."""

    name = "days_28"
    most: Mapping[str, int]

    def ask(self, draft: Draft) -> int:
        """Add up the days of each window; history can't be taken back, only added to."""
        for person in draft.people:
            past = draft.problem.past_days.get(person.id, frozenset())
            days = draft.days(person)
            for first in range(min(days) - FOUR_WEEKS + 1, max(days) + 1):
                window = range(first, first + FOUR_WEEKS)
                taken = sum(1 for day in window if day in past)
                free = [day for day in window if day in days and day not in past]
                left = max(0, self.most[person.id] - taken)
                if len(free) > left:
                    draft.model.add(draft.count(draft.on(person, day) for day in free) <= left)
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name the fullest window of each person where the plan adds to one that is too full."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            past = problem.past_days.get(who, frozenset())
            every = sorted(past | days_of(person, mine))
            worst = (self.most[who], 0)
            for first in every:
                window = [day for day in every if first <= day < first + FOUR_WEEKS]
                if not past.issuperset(window):
                    worst = max(worst, (len(window), first), key=lambda w: w[0])
            count, first = worst
            if count > self.most[who]:
                calendar = person.calendar
                why = Sentence(
                    "on standby on %(days)s days of the 28 from %(first)s, at most %(most)s",
                    days=count,
                    first=calendar.say_day(first),
                    most=self.most[who],
                )
                yield self.breach(problem, who, calendar.midnights[first], why)
