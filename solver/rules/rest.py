"""Time off between two duties."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.calendar import say_hours
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from solver.draft import Draft
    from solver.problem import Duty, Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Rest(Rule):
    """Between two duties that don't touch in one role lies at least the rest time.

    `least` gives each person's rest in minutes of real time. `agreed` holds, as (person, end,
    start), rests that people have been told already and that are theirs, however short.
    """

    name = "rest"
    least: Mapping[str, int]
    agreed: frozenset[tuple[str, int, int]] = frozenset()

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse what begins too soon after history (or ends too soon before it).

        What goes on from history has begun before, what goes on in it ends later: the rest before
        the one and after the other is history's own affair.
        """
        joint = problem.with_past(duty)
        for past in problem.past_of(duty.person):
            if joint.start < duty.start and past.end <= duty.start:
                continue
            if joint.end > duty.end and past.start >= duty.end:
                continue
            if why := self._too_close(problem, *sorted((past, duty), key=lambda d: d.start)):
                return why
        return None

    def ask(self, draft: Draft) -> int:
        """A duty and the rest after it take up one stretch; such stretches don't overlap."""
        told = {(person, end): start - end for person, end, start in self.agreed}

        def rest(duty: Duty) -> int:
            least = self.least[duty.person]
            return min(least, told.get((duty.person, duty.end), least))

        draft.at_most_one_at_a_time(rest)
        return 0

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each duty that begins too soon after the one before it."""
        yield from super().breaches(problem, plan)
        for mine in plan.by_person.values():
            for at, first in enumerate(mine):
                later = next((d for d in mine[at + 1 :] if d.start >= first.end), None)
                why = later and self._too_close(problem, first, later)
                if later and why:
                    yield self.breach(problem, later.person, later.start, why)

    def _too_close(self, problem: RotaProblem, first: Duty, later: Duty) -> str | None:
        least = self.least[first.person]
        free = later.start - first.end
        if not 0 <= free < least or (first.person, first.end, later.start) in self.agreed:
            return None
        calendar = problem.person[first.person].calendar
        rest = Sentence(
            "%(free)s of rest before %(when)s, needs %(least)s",
            free=say_hours(free),
            when=calendar.say(later.start),
            least=say_hours(least),
        )
        return Sentence("has %(rest)s", rest=rest)
