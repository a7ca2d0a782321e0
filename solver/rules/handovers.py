"""Handing over from one person to the next."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.rule import Priced

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ortools.sat.python import cp_model

    from solver.calendar import Calendar
    from solver.draft import Draft
    from solver.problem import Duty, Plan, RotaProblem
    from solver.rule import Breach


@dataclass(frozen=True)
class Handovers(Priced):
    """There are few handovers, and fewer still between 22:00 and 06:00.

    A handover is a duty that begins while its stream is needed already. `needed` holds, by (stream,
    role), the stretches needed without interruption, in order of time; `calendars` the local time
    of each stream's team. A handover costs one point, at night `night` points.
    """

    name = "handovers"
    needed: Mapping[tuple[str, str], tuple[tuple[int, int], ...]]
    calendars: Mapping[str, Calendar]
    night: int = 3

    def ask(self, draft: Draft) -> cp_model.LinearExprT:
        """Add up the handovers."""
        priced = ((duty, self.points(draft.problem, duty)) for duty in draft.all_duties())
        return draft.total((draft.takes(duty), points) for duty, points in priced if points)

    def breaches(self, problem: RotaProblem, plan: Plan) -> Iterator[Breach]:
        """Name each handover."""
        for duty in plan.duties:
            if points := self.points(problem, duty):
                calendar = self.calendars[duty.holds[0].stream]
                sentence = f"handover at {calendar.say(duty.start)}"
                yield self.cost(duty.person, duty.start, sentence, points)

    def points(self, problem: RotaProblem, duty: Duty) -> int:
        """Return what a duty adds: 0 where nothing is handed over to it."""
        first = duty.holds[0]
        stretches = self.needed.get((first.stream, duty.role), ())
        at = bisect_left(stretches, duty.start, key=lambda s: s[0]) - 1
        inside = at >= 0 and duty.start < stretches[at][1]
        if not inside or problem.with_past(duty) is not duty:
            return 0
        nights = self.calendars[first.stream].nights_of(duty.start, duty.start + 1)
        return self.night if any(True for _ in nights) else 1
