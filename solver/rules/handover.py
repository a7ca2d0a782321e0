"""Instants at which duties may begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.problem import told
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.problem import Duty, RotaProblem, Told


@dataclass(frozen=True)
class Handover(Rule):
    """Duties begin and end at the team's handover times or where a booked window begins or ends.

    `points` holds, by stream, the minutes at which that is possible. `agreed` duties were told to
    people already, as somebody stepped in for a part of one: where they are cut is not asked.
    """

    name = "handover"
    points: Mapping[str, frozenset[int]]
    agreed: frozenset[Told] = frozenset()

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse other instants; where a duty goes on from history only its end is looked at."""
        if told(duty) in self.agreed:
            return None
        begun = problem.with_past(duty).start < duty.start
        calendar = problem.person[duty.person].calendar
        if not begun and not self._allowed(duty, duty.start):
            begins = calendar.say(duty.start)
            return Sentence("begins at %(when)s, which is no handover time", when=begins)
        if not self._allowed(duty, duty.end):
            ends = calendar.say(duty.end)
            return Sentence("ends at %(when)s, which is no handover time", when=ends)
        return None

    def _allowed(self, duty: Duty, minute: int) -> bool:
        return any(
            minute in self.points[hold.stream]
            for hold in duty.holds
            if minute in (hold.start, hold.end)
        )
