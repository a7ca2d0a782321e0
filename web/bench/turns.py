"""A rota in which people take turns: quickly made, rested, and good for nothing but measuring."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.assignments import Assignment
from oncall.localtime import Span
from oncall.streams import BOOKED_ROLES, streams_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.people import Person, Role, Team
    from oncall.streams import Stream, Weeks

LONGEST: Final = timedelta(hours=10)
REST: Final = timedelta(hours=11)


class _Turn(NamedTuple):
    span: Span
    role: Role
    stream: Stream


def turns(folder: Folder, team: str, weeks: Weeks, seed: int) -> tuple[Assignment, ...]:
    """Return duties that cover a team's weeks, given to whoever has been free for longest.

    Days in a row and fairness are not looked at.
    """
    dice = Random(seed)  # noqa: S311 - for variety
    mine = folder.teams[team]
    people = [person for person in folder.people.values() if mine in person.teams]
    dice.shuffle(people)
    free_from = {person.id: weeks.span(mine.site.zone).start for person in people}
    found: list[Assignment] = []
    for turn in sorted(_turns(folder, mine, weeks), key=lambda turn: (turn.span, turn.role)):
        able = [person for person in people if _may_hold(person, turn, free_from)]
        if able:
            person = min(able, key=lambda each: free_from[each.id])
            names = tuple(booking.id for booking in turn.stream.asking(turn.role, turn.span))
            found.append(Assignment(turn.span, turn.role, person.id, names))
            free_from[person.id] = turn.span.end + REST
    return tuple(found)


def _turns(folder: Folder, team: Team, weeks: Weeks) -> Iterator[_Turn]:
    """Yield what is booked, cut at handovers so that no turn is too long."""
    bookings = (booking for booking in folder.bookings.values() if booking.team == team)
    for stream in streams_of(bookings, weeks):
        for role in BOOKED_ROLES:
            for stretch in stream.stretches(role):
                start = stretch.start
                while start < stretch.end:
                    ends = [at for at in stream.points if start < at <= stretch.end]
                    end = max(at for at in ends if at <= max(ends[0], start + LONGEST))
                    yield _Turn(Span(start, end), role, stream)
                    start = end


def _may_hold(person: Person, turn: _Turn, free_from: dict[str, datetime]) -> bool:
    return (
        turn.role in person.roles
        and (turn.stream.skill is None or turn.stream.skill in person.skills)
        and free_from[person.id] <= turn.span.start
        and not any(absence.span.overlaps(turn.span) for absence in person.absences)
    )
