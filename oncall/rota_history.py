"""What the versions of a team's rota made of each duty, one after the other."""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.localtime import Span


class Line(NamedTuple):
    """A duty as a version left it; a withdrawn one as it was before."""

    duty: Assignment
    version: int
    at: datetime
    withdrawn: bool


class Stay(NamedTuple):
    """How a duty was from one of its lines to the next; `until` is None where it is so still."""

    duty: Assignment
    since: Line
    until: Line | None

    @property
    def turns(self) -> Iterator[Line]:
        """The lines that made it so and unmade it."""
        return (line for line in (self.since, self.until) if line)


class History:
    """What the versions of one team's rota, up to `version`, made of its duties since a moment.

    Nothing in it ever changes; a later version only adds to it.
    """

    def __init__(
        self, team: str, version: int, since: datetime, lines: Iterable[Line] = ()
    ) -> None:
        self.team = team
        self.version = version
        self.since = since
        self._lines = tuple(lines)
        by_duty: dict[int, list[Line]] = {}
        for line in self._lines:
            by_duty.setdefault(line.duty.duty, []).append(line)
        self.duties = tuple(map(tuple, by_duty.values()))
        self._stays = sorted(_stays(self.duties), key=_start)
        self._starts = list(map(_start, self._stays))
        lengths = (stay.duty.span.end - stay.duty.span.start for stay in self._stays)
        self._longest = max(lengths, default=timedelta(0))

    def going_on(self, version: int, lines: Iterable[Line]) -> History:
        """Return the history up to a later version, whose lines these are."""
        return History(self.team, version, self.since, (*self._lines, *lines))

    @cached_property
    def _of_people(self) -> dict[str, list[tuple[Line, ...]]]:
        found: dict[str, list[tuple[Line, ...]]] = {}
        for lines in self.duties:
            for person in dict.fromkeys(line.duty.person for line in lines):
                found.setdefault(person, []).append(lines)
        return found

    def of(self, person: str) -> Iterable[tuple[Line, ...]]:
        """Return the duties that a person has, or had once."""
        return self._of_people.get(person, ())

    def around(self, span: Span, bookings: Iterable[str]) -> Iterator[Stay]:
        """Yield how duties for any of these bookings were, as far as they overlap a stretch."""
        wanted = set(bookings)
        first = bisect_left(self._starts, span.start - self._longest)
        for stay in self._stays[first : bisect_left(self._starts, span.end)]:
            if stay.duty.span.overlaps(span) and not wanted.isdisjoint(stay.duty.bookings):
                yield stay


def newest(lines: Iterable[Line]) -> Line | None:
    """Return the line of the highest version; versions of one team only."""
    return max(lines, key=lambda line: line.version, default=None)


def _start(stay: Stay) -> datetime:
    return stay.duty.span.start


def _stays(duties: Iterable[tuple[Line, ...]]) -> Iterator[Stay]:
    for lines in duties:
        for line, following in zip(lines, (*lines[1:], None), strict=True):
            if not line.withdrawn:
                yield Stay(line.duty, line, following)
