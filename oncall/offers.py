"""The duties on offer: every stretch between two instants at which a duty may begin or end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from solver.problem import Cover, Duty, Hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from oncall.people import Person, Role
    from oncall.streams import Stream

# A duty goes on with another stream only where the first one's need ends or the other's begins;
# more than two such changes in one duty are not offered.
MOST_HOLDS = 3


@dataclass(frozen=True)
class _Piece:
    """A stretch of a stream that a role needs, with the instants at which it may be cut."""

    stream: str
    start: int
    end: int
    points: tuple[int, ...]


@dataclass(frozen=True)
class Post:
    """A stream and role of a team, in minutes: what is needed and where it may be cut."""

    stream: Stream
    role: Role
    pieces: tuple[_Piece, ...]
    covers: tuple[Cover, ...]

    def may_hold(self, person: Person) -> bool:
        """Tell whether a person is of the team and has the skill and the role."""
        team, skill = self.stream.team, self.stream.skill
        return (
            team in person.teams
            and self.role in person.roles
            and (skill is None or skill in person.skills)
        )


def post(stream: Stream, role: Role, minute: Callable[[datetime], int]) -> Post:
    """Return what a stream needs in a role; `minute` turns an instant into a minute."""
    points = [minute(instant) for instant in stream.points]
    pieces = []
    for span in stream.stretches(role):
        start, end = minute(span.start), minute(span.end)
        pieces.append(_Piece(stream.id, start, end, tuple(p for p in points if start <= p <= end)))
    covers: list[Cover] = []
    for need in stream.needs(role):
        start, end = minute(need.span.start), minute(need.span.end)
        cuts = [p for p in points if start <= p <= end]
        covers += (Cover(stream.id, role, a, b, need.people) for a, b in pairwise(cuts))
    return Post(stream, role, tuple(pieces), tuple(covers))


def offers(people: Iterable[Person], posts: Iterable[Post]) -> Iterator[Duty]:
    """Yield every duty that somebody of the right team, role and skill might be given."""
    posts = tuple(posts)
    known: dict[tuple[int, ...], tuple[tuple[Hold, ...], ...]] = {}
    for person in people:
        mine: dict[Role, list[int]] = defaultdict(list)
        for at, some in enumerate(posts):
            if some.may_hold(person):
                mine[some.role].append(at)
        for role, chosen in mine.items():
            key = tuple(chosen)
            if key not in known:
                known[key] = tuple(_holds([posts[at] for at in key]))
            for holds in known[key]:
                yield Duty(person.id, role, holds[0].start, holds[-1].end, holds)


def _holds(posts: Iterable[Post]) -> Iterator[tuple[Hold, ...]]:
    """Yield what duties that may hold any of these posts (of one role) can be made of."""
    some = tuple(posts)
    most = max(each.stream.team.max_duty for each in some)
    pieces = [piece for each in some for piece in each.pieces]
    for piece in pieces:
        for start in piece.points[:-1]:
            yield from _extended((), piece, start, start + most, pieces)


def _extended(
    done: tuple[Hold, ...], piece: _Piece, start: int, latest: int, pieces: list[_Piece]
) -> Iterator[tuple[Hold, ...]]:
    """Yield duties that go on with `piece` from `start` and end by `latest`."""
    for end in piece.points:
        if not start < end <= latest:
            continue
        holds = (*done, Hold(piece.stream, start, end))
        yield holds
        if len(holds) == MOST_HOLDS:
            continue
        for other in pieces:
            turn = end in (piece.end, other.start)
            if other.stream != piece.stream and turn and end in other.points[:-1]:
                yield from _extended(holds, other, end, latest, pieces)
