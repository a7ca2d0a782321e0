"""Who is meant by a rung at an instant: whoever has the role then, or else had it at the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.incidents.ladder import Whom

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from oncall.assignments import Assignment
    from oncall.incidents.ladder import Ladder, Target


@dataclass(frozen=True, slots=True)
class Present:
    """The duties of a team that run, for an incident about some bookings (none: about any).

    Who has the role for one of the bookings is meant; where nobody has it for them, whoever has it
    in the team, for a page beats silence. Where nobody has it at all, whoever had it by `before`:
    the duties that ran when the incident was reported. `staff` are the people of each team; `tired`
    have no working time left today.
    """

    duties: tuple[Assignment, ...]
    bookings: frozenset[str]
    staff: Mapping[str, tuple[str, ...]]
    tired: Collection[str] = ()
    before: tuple[Assignment, ...] = ()

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
        return self._who(self.duties, role) or self._who(self.before, role)

    def _who(self, duties: tuple[Assignment, ...], role: str) -> tuple[str, ...]:
        have = [duty for duty in duties if duty.role == role]
        mine = [duty for duty in have if not self.bookings.isdisjoint(duty.bookings)]
        return tuple(dict.fromkeys(duty.person for duty in (mine or have)))


def is_vacant(ladder: Ladder, duties: tuple[Assignment, ...]) -> bool:
    """Tell whether a ladder is for a role that nobody has, so that `before` is to be known."""
    rungs = (*ladder.rungs, ladder.last_resort)
    roles = {target.name for r in rungs for target in r.targets if target.whom is Whom.ROLE}
    return not roles <= {duty.role for duty in duties}
