"""Who is meant by a rung at an instant: whoever has the role then, or else had it at the report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.ladder import Whom
from oncall.people import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from oncall.assignments import Assignment
    from oncall.incidents.ladder import Ladder, Target

# For so long after a report whoever had a role then is meant where nobody has it any more. Ladders
# have been climbed twice by then, and who was at home on standby may be anywhere.
STANDS_IN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Present:
    """The duties of a team that run, for an incident about some bookings (none: about any).

    Who has the role for one of the bookings is meant; where nobody has it for them, whoever has it
    in the team, for a page beats silence. Where nobody has it at all, whoever had it by `before`,
    the duties that ran at a report not older than `STANDS_IN`: but for those who are `away`, and
    who have another role now, for they are called as that. `staff` are the people of each team;
    `tired` have no working time left today.
    """

    duties: tuple[Assignment, ...]
    bookings: frozenset[str]
    staff: Mapping[str, tuple[str, ...]]
    tired: Collection[str] = ()
    before: tuple[Assignment, ...] = ()
    away: Collection[str] = ()

    def people(self, target: Target) -> tuple[str, ...]:
        """Return those to page, in order."""
        meant = self._meant(target)
        return tuple(each for each in meant if each not in self.tired) if self.tired else meant

    def spent(self, target: Target) -> tuple[str, ...]:
        """Return those who are passed over for want of working time."""
        if not self.tired:
            return ()
        return tuple(each for each in self._meant(target) if each in self.tired)

    def _meant(self, target: Target) -> tuple[str, ...]:
        match target.whom:
            case Whom.PERSON:
                return (target.name,)
            case Whom.TEAM:
                return self.staff.get(target.name, ())
            case Whom.ROLE:
                return self._in_role(target.name)

    def _in_role(self, role: str) -> tuple[str, ...]:
        have = self._who(self.duties, role)
        if have or not self.before:
            return have
        elsewhere = {who for other in Role for who in self._who(self.duties, other)}
        had = self._who(self.before, role)
        return tuple(who for who in had if who not in elsewhere and who not in self.away)

    def _who(self, duties: tuple[Assignment, ...], role: str) -> tuple[str, ...]:
        have = [duty for duty in duties if duty.role == role]
        mine = [duty for duty in have if not self.bookings.isdisjoint(duty.bookings)]
        return tuple(dict.fromkeys(duty.person for duty in (mine or have)))


def is_vacant(ladder: Ladder, duties: tuple[Assignment, ...]) -> bool:
    """Tell whether a ladder is for a role that nobody has, so that `before` is to be known."""
    rungs = (*ladder.rungs, ladder.last_resort)
    roles = {target.name for r in rungs for target in r.targets if target.whom is Whom.ROLE}
    return not roles <= {duty.role for duty in duties}
