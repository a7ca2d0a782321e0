"""How long a person may work on one day, with a reserve for call-outs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from solver.calendar import say_hours
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Duty, Hold, Person, Plan, RotaProblem
    from solver.rule import Breach

PRIMARY = "primary"
# Call-outs are counted in hundredths of a minute per hour on duty, so that sums stay whole numbers.
UNIT = 6000


class Rate(NamedTuple):
    """The dearest call-out work booked from `start` to `end`, in hundredths of minutes an hour."""

    start: int
    end: int
    hundredths: int


@dataclass(frozen=True)
class Working(Rule):
    """Regular hours and the reserve for call-outs stay within the working hours of a local day.

    Counted on days with a planned duty as primary. `limit` in minutes; `regular` gives minutes by
    person and day; `rates` by stream in order of time; `past_rate` holds for history.
    """

    name = "working"
    limit: int
    regular: Mapping[str, Mapping[int, int]]
    rates: Mapping[str, tuple[Rate, ...]]
    past_rate: int = 600
    _reserves: dict[tuple[int, tuple[Hold, ...]], dict[int, int]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse a primary duty that is too much by itself for a day's regular work."""
        if duty.role != PRIMARY:
            return None
        person = problem.person[duty.person]
        for day, reserve in self._reserve(person, duty).items():
            if reserve > self._left(problem, person, day):
                return self._say(problem, person, day, reserve)
        return None

    def ask(self, draft: Draft) -> int:
        """Keep the reserves of a day's duties as primary within what regular work leaves."""
        for person in draft.people:
            days: dict[int, list[tuple[Duty, int]]] = {}
            for duty in draft.of(person):
                if duty.role == PRIMARY:
                    for day, reserve in self._reserve(person, duty).items():
                        days.setdefault(day, []).append((duty, reserve))
            for day, some in days.items():
                total = draft.total((draft.takes(duty), reserve) for duty, reserve in some)
                draft.model.add(total <= self._left(draft.problem, person, day))
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each day on which a planned primary's work and reserve are too long."""
        for who, mine in plan.by_person.items():
            person = problem.person[who]
            days: dict[int, int] = {}
            for duty in mine:
                if duty.role == PRIMARY:
                    for day, reserve in self._reserve(person, duty).items():
                        days[day] = days.get(day, 0) + reserve
            for day, reserve in days.items():
                if reserve > self._left(problem, person, day):
                    start = person.calendar.midnights[day]
                    why = self._say(problem, person, day, reserve)
                    yield self.breach(problem, who, start, why)

    def _reserve(self, person: Person, duty: Duty) -> dict[int, int]:
        """Return the reserve (1/6000 minutes) a primary duty needs on each of its local days."""
        # Many people are offered the same stretches; each is worked out once per site.
        key = (id(person.calendar), duty.holds)
        if key not in self._reserves:
            days = dict.fromkeys(person.calendar.days(duty.start, duty.end), 0)
            for hold in duty.holds:
                for start, end, rate in self.rates.get(hold.stream, ()):
                    begins, ends = max(start, hold.start), min(end, hold.end)
                    if begins < ends:
                        for day, minutes in person.calendar.shares(begins, ends):
                            days[day] += minutes * rate
            self._reserves[key] = days
        return self._reserves[key]

    def _left(self, problem: RotaProblem, person: Person, day: int) -> int:
        """Return what regular work and history leave of a day, in 1/6000 minutes."""
        past = sum(
            minutes * self.past_rate
            for duty in problem.past_of(person.id)
            if duty.role == PRIMARY
            for on, minutes in person.calendar.shares(duty.start, duty.end)
            if on == day
        )
        return (self.limit - self.regular.get(person.id, {}).get(day, 0)) * UNIT - past

    def _say(self, problem: RotaProblem, person: Person, day: int, reserve: int) -> str:
        work = self.regular.get(person.id, {}).get(day, 0)
        more = (self.limit - work) * UNIT - self._left(problem, person, day) + reserve
        return Sentence(
            "%(work)s of regular work and %(reserve)s reserve for call-outs on %(day)s, "
            "at most %(most)s",
            work=say_hours(work),
            reserve=say_hours(-(-more // UNIT)),
            day=person.calendar.say_day(day),
            most=say_hours(self.limit),
        )
