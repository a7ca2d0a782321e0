"""Times at which a person can't be on duty."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from solver.rule import Rule
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.problem import Duty, RotaProblem


class Stretch(NamedTuple):
    """A stretch of minutes and, in words that follow a name, why the person is not free then."""

    start: int
    end: int
    why: str


@dataclass(frozen=True)
class Blocked(Rule):
    """Nobody is on duty during absence, unreachable times or, unless allowed, regular hours.

    `never` and `regular` hold each person's stretches in order of time, without overlaps within
    each; streams in `open_streams` may be held during regular hours.
    """

    name = "blocked"
    never: Mapping[str, tuple[Stretch, ...]]
    regular: Mapping[str, tuple[Stretch, ...]]
    open_streams: frozenset[str] = field(default_factory=frozenset)
    _said: dict[tuple[str, Stretch], Sentence] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def refuses(self, problem: RotaProblem, duty: Duty) -> str | None:
        """Refuse a duty that shares a minute with a stretch."""
        found = _first(self.never.get(duty.person, ()), duty.start, duty.end)
        if not found:
            for hold in duty.holds:
                if hold.stream not in self.open_streams:
                    found = _first(self.regular.get(duty.person, ()), hold.start, hold.end)
                if found:
                    break
        if not found:
            return None
        # Thousands of duties on offer share a minute with the same stretch.
        if (duty.person, found) not in self._said:
            when = problem.person[duty.person].calendar.say_span(found.start, found.end)
            said = Sentence("%(why)s, %(when)s", why=found.why, when=when)
            self._said[duty.person, found] = said
        return self._said[duty.person, found]


def _first(stretches: tuple[Stretch, ...], start: int, end: int) -> Stretch | None:
    """Return the first stretch that shares a minute with a span."""
    at = bisect_right(stretches, start, key=lambda s: s.end)
    if at < len(stretches) and stretches[at].start < end:
        return stretches[at]
    return None
