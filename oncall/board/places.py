"""Where a duty may go: to whom, and from when to when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.edits import Assign, Move
from oncall.localtime import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.board.trying import CoverOf, Trying
    from oncall.edits import Edit
    from solver.rule import Breach

REACH: Final = timedelta(days=1)  # so far may the start or end of a duty be dragged


class Place(NamedTuple):
    """Somebody who might have a duty, and the breaches that this would bring."""

    person: str
    broken: tuple[Breach, ...]


class Point(NamedTuple):
    """An instant at which a duty might begin or end, and what that would bring."""

    at: datetime
    broken: tuple[Breach, ...]
    cover: CoverOf


class Places(NamedTuple):
    """Where one duty may go."""

    people: tuple[Place, ...]
    starts: tuple[Point, ...] = ()
    ends: tuple[Point, ...] = ()
    cuts: tuple[datetime, ...] = ()


def places(trying: Trying, held: Assignment, may_change: Span) -> Places:
    """Return where a duty of a draft may go, as far as it may change."""
    starts = _points(trying, held, held.span.start, may_change)
    ends = _points(trying, held, held.span.end, may_change)
    within = _between(trying, held, held.span, may_change)
    if held.span.start < may_change.start:  # it has begun
        starts = (held.span.start,)
    return Places(
        people(trying, held, lambda who: Assign(held.duty, who)),
        tuple(
            _point(trying, held, Span(at, held.span.end), at) for at in starts if at < held.span.end
        ),
        tuple(
            _point(trying, held, Span(held.span.start, at), at)
            for at in ends
            if at > held.span.start
        ),
        tuple(at for at in within if held.span.start < at < held.span.end),
    )


def people(trying: Trying, held: Assignment, edit_for: Callable[[str], Edit]) -> tuple[Place, ...]:
    """Return what an edit of a duty would break, for each of the team."""

    def place(who: str) -> Place:
        new = edit_for(who).apply((held,), trying.apart.planning)
        return Place(who, trying.broken(held, new))

    return tuple(place(who) for who in trying.apart.planning.person)


def takers(trying: Trying, new: Assignment) -> tuple[Place, ...]:
    """Return who might have a duty that is put in."""
    return tuple(
        Place(who, trying.broken(None, (replace(new, person=who),)))
        for who in trying.apart.planning.person
    )


def _point(trying: Trying, held: Assignment, span: Span, at: datetime) -> Point:
    new = Move(held.duty, span).apply((held,), trying.apart.planning)
    return Point(at, trying.broken(held, new), trying.cover(held, new[0]))


def _points(
    trying: Trying, held: Assignment, near: datetime, may_change: Span
) -> tuple[datetime, ...]:
    """Return where duties may be cut within reach of an instant, and that instant."""
    found = _between(trying, held, Span(near - REACH, near + REACH), may_change)
    return tuple(sorted({*found, near}))


def _between(
    trying: Trying, held: Assignment, span: Span, may_change: Span
) -> tuple[datetime, ...]:
    part = span.clip(may_change)
    points = {at for stream in trying.streams(held) for at in stream.points}
    return tuple(sorted(at for at in points if part and part.start <= at <= part.end))
