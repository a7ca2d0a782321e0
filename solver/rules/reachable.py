"""How long a person may be reachable on one day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.calendar import say_hours
from solver.problem import minutes_by_day
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.draft import Draft
    from solver.problem import Duty, Person, Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Reachable(Rule):
    """Nobody is on standby for more than `limit` minutes of a local day, history included."""

    name = "reachable"
    limit: int

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse what is too long for a day by itself or with history."""
        person = problem.person[duty.person]
        before = problem.past_minutes.get(duty.person, {})
        for day, minutes in person.calendar.shares(duty.start, duty.end):
            if minutes + before.get(day, 0) > self.limit:
                return self._say(person, day, minutes + before.get(day, 0))
        return None

    def ask(self, draft: Draft) -> int:
        """Keep the minutes of each day within the limit, and at none on a day off.

        Tying the minutes to the day's «on» is what makes the bound of the standby days strong.
        """
        for person in draft.people:
            before = draft.problem.past_minutes.get(person.id, {})
            for day, some in draft.days(person).items():
                minutes = draft.total((draft.takes(duty), length) for duty, length in some)
                left = self.limit - before.get(day, 0)
                draft.model.add(minutes <= left * draft.on(person, day))
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each day of a planned duty on which a person is reachable for too long."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            every = minutes_by_day(person, [*problem.past_of(who), *mine])
            for day in minutes_by_day(person, mine):
                if every[day] > self.limit:
                    start = person.calendar.midnights[day]
                    yield self.breach(problem, who, start, self._say(person, day, every[day]))

    def _say(self, person: Person, day: int, minutes: int) -> str:
        return Sentence(
            "%(length)s reached on %(day)s, at most %(most)s",
            length=say_hours(minutes),
            day=person.calendar.say_day(day),
            most=say_hours(self.limit),
        )
