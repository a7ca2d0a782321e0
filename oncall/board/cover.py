"""How many people are needed, on duty and missing at each time, by role."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from oncall.localtime import Span, union
from oncall.streams import BOOKED_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.people import Role
    from oncall.streams import Stream

HELD: Final = "held"
GAP: Final = "gap"
UNPLANNED: Final = "unplanned"


class Level(NamedTuple):
    """So many are needed and on duty; in one stream nobody stands in for another's missing."""

    needed: int = 0
    held: int = 0
    missing: int = 0
    planned: int = 0

    @property
    def state(self) -> str:
        """Whether all is held, somebody is missing, or nobody has planned it yet."""
        if not self.missing:
            return HELD
        return GAP if self.planned else UNPLANNED

    def plus(self, other: Level, times: int = 1) -> Level:
        """Return both together."""
        return Level(*(mine + times * its for mine, its in zip(self, other, strict=True)))


class Stretch(NamedTuple):
    """A time in which nothing changes."""

    span: Span
    level: Level


def cover(
    streams: Sequence[Stream], duties: Iterable[Assignment], planned: Iterable[Span]
) -> Mapping[Role, tuple[Stretch, ...]]:
    """Return, for each role that is needed or held, its stretches in order of time.

    `planned` are the times about which a rota has been published or drafted.
    """
    by_place = _by_place(streams, duties)
    known = [Stretch(span, Level(planned=1)) for span in union(planned)]
    found: dict[Role, tuple[Stretch, ...]] = {}
    for role in BOOKED_ROLES:
        alone = [s for each in streams for s in levels(each, role, by_place[each.id, role])]
        summed = _summed([*alone, *known])
        found[role] = tuple(s for s in summed if s.level.needed or s.level.held)
    return {role: stretches for role, stretches in found.items() if stretches}


def levels(stream: Stream, role: Role, duties: Iterable[Assignment]) -> Iterator[Stretch]:
    """Yield what one stream needs and has in a role; duties are those of the stream and role."""
    turns: dict[datetime, list[tuple[str, int]]] = defaultdict(list)
    for need in stream.needs(role):
        turns[need.span.start].append(("", need.people))
        turns[need.span.end].append(("", -need.people))
    for each in duties:
        if span := each.span.clip(stream.planned):
            turns[span.start].append((each.person, 1))
            turns[span.end].append((each.person, -1))
    running: Counter[str] = Counter()
    for start, end in pairwise(sorted(turns)):
        for who, change in turns[start]:
            running[who] += change
            if not running[who]:
                del running[who]
        needed = running[""]
        held = sum(1 for who in running if who)
        if needed or held:
            yield Stretch(Span(start, end), Level(needed, held, max(0, needed - held)))


def _by_place(
    streams: Iterable[Stream], duties: Iterable[Assignment]
) -> Mapping[tuple[str, Any], list[Assignment]]:
    """Return the duties by stream and role; a duty for several streams is with each."""
    of_booking = {b.id: stream.id for stream in streams for b in stream.bookings}
    found: dict[tuple[str, Any], list[Assignment]] = defaultdict(list)
    for each in duties:
        for stream in {of_booking[b] for b in each.bookings if b in of_booking}:
            found[stream, each.role].append(each)
    return found


def _summed(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the sums of what overlaps; neighbours with the same sum are one."""
    turns: dict[datetime, list[tuple[Level, int]]] = defaultdict(list)
    for span, level in stretches:
        turns[span.start].append((level, 1))
        turns[span.end].append((level, -1))
    running = Level()
    found: Stretch | None = None
    for start, end in pairwise(sorted(turns)):
        for level, times in turns[start]:
            running = running.plus(level, times)
        if found and found.level == running:
            found = Stretch(Span(found.span.start, end), running)
            continue
        if found:
            yield found
        found = Stretch(Span(start, end), running)
    if found:
        yield found
