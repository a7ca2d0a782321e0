"""Who may hold what: skill, team, role, and the time from joining to leaving."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.problem import Duty, RotaProblem


@dataclass(frozen=True)
class Eligible(Rule):
    """A duty goes to somebody of the team who has the skill and the role and is with the firm.

    `lacks` says, by (person, stream, role), what a person is short of; `present` gives the minutes
    from joining to leaving.
    """

    name = "eligible"
    lacks: Mapping[tuple[str, str, str], str]
    present: Mapping[str, tuple[int, int]]

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse a stream that the person can't hold, two at once, and days not with the firm."""
        reached = duty.start
        for hold in duty.holds:
            if why := self.lacks.get((duty.person, hold.stream, duty.role)):
                return why
            if hold.start < reached:
                return Sentence("holds bookings of several streams at once")
            reached = hold.end
        joined, left = self.present[duty.person]
        calendar = problem.person[duty.person].calendar
        if duty.start < joined:
            return Sentence("joins on %(when)s", when=calendar.say(joined))
        if duty.end > left:
            return Sentence("leaves on %(when)s", when=calendar.say(left))
        return None
