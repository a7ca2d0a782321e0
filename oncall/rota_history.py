"""What the versions of a team's rota made of each duty, one after the other."""

from __future__ import annotations

from bisect import bisect_left
from datetime import timedelta
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
    """What the versions of one team's rota changed, duty by duty; each oldest first."""

    def __init__(self, team: str, lines: Iterable[Line]) -> None:
        self.team = team
        by_duty: dict[int, list[Line]] = {}
        for line in lines:
            by_duty.setdefault(line.duty.duty, []).append(line)
        self.duties = tuple(map(tuple, by_duty.values()))
        self._stays = sorted(_stays(self.duties), key=lambda stay: stay.duty.span)
        self._starts = [stay.duty.span.start for stay in self._stays]
        self._longest = max(
            (stay.duty.span.end - stay.duty.span.start for stay in self._stays),
            default=timedelta(0),
        )

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


def _stays(duties: Iterable[tuple[Line, ...]]) -> Iterator[Stay]:
    for lines in duties:
        for line, following in zip(lines, (*lines[1:], None), strict=True):
            if not line.withdrawn:
                yield Stay(line.duty, line, following)
