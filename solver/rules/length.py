"""How long a duty lasts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from solver.calendar import say_hours
from solver.problem import told
from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.draft import Draft, Literal
    from solver.problem import Duty, RotaProblem, Told


class Bounds(NamedTuple):
    """A team's least and greatest length of a duty (minutes) and its planned weeks (minutes)."""

    least: int
    most: int
    begins: int
    ends: int


@dataclass(frozen=True)
class Length(Rule):
    """A duty is neither shorter nor longer than the team wants it.

    `bounds` is by stream. `whole` holds, by (stream, role), the stretches that are needed without
    interruption: one that is shorter than the minimum is one duty. `agreed` duties were told to
    people already, as somebody stepped in for a part of one: they may be short, but not long.
    """

    name = "length"
    bounds: Mapping[str, Bounds]
    whole: Mapping[tuple[str, str], frozenset[tuple[int, int]]]
    agreed: frozenset[Told] = frozenset()

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse what is too long with its past, or too short and not all that is needed."""
        joint = problem.with_past(duty)
        length = joint.end - joint.start
        mine = [self.bounds[hold.stream] for hold in duty.holds]
        most = min(b.most for b in mine)
        if length > most:
            return Sentence(
                "would be on duty for %(length)s, max_duty_hours is %(most)s",
                length=say_hours(length),
                most=say_hours(most),
            )
        if told(duty) in self.agreed:
            return None
        least = max(b.least for b in mine)
        if length >= least or any(b.begins == duty.start or b.ends == duty.end for b in mine):
            return None
        if any((joint.start, joint.end) in self._whole(duty, h.stream) for h in joint.holds):
            return None
        return Sentence(
            "would be on duty for %(length)s, min_duty_hours is %(least)s",
            length=say_hours(length),
            least=say_hours(least),
        )

    def _whole(self, duty: Duty, stream: str) -> frozenset[tuple[int, int]]:
        return self.whole.get((stream, duty.role), frozenset())

    def ask(self, draft: Draft) -> int:
        """Never give two duties that touch in one role: together they are another one on offer."""
        for person in draft.people:
            meeting: dict[tuple[str, int], tuple[list[Literal], list[Literal]]] = defaultdict(
                lambda: ([], [])
            )
            for duty in draft.of(person):
                meeting[duty.role, duty.end][0].append(draft.takes(duty))
                meeting[duty.role, duty.start][1].append(draft.takes(duty))
            for ending, starting in meeting.values():
                if ending and starting:
                    draft.model.add_at_most_one([*ending, *starting])
        return 0
