"""A ladder that nobody answers: which rung is tried when, said a second time and more briefly.

The first time is `oncall.incidents.escalation.advance`; a test makes both agree.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from oncall.localtime import MINUTE
from oncall.proof.ground import LONGEST

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from oncall.incidents.ladder import Ladder, Rung
    from oncall.proof.ground import Calendar, Ground

NO_TIME = timedelta(0)


class Try(NamedTuple):
    """A rung that is tried at an instant, with whom it is for."""

    at: datetime
    rung: Rung
    people: tuple[str, ...]


class _Place(NamedTuple):
    """Where a ladder is: the next rung, when it is due, and who is left out of the round."""

    round: int
    rung: int
    due: datetime
    refused: frozenset[str] = frozenset()


def climb(
    ladder: Ladder, reported: datetime, who: tuple[Ground, Calendar], late: timedelta
) -> Iterator[Try]:
    """Yield the rungs that are tried within the longest time after a report, each so late."""
    ground, calendar = who
    place = _Place(0, 0, reported + ladder.rungs[0].after)
    while True:
        now = place.due + late
        if now > reported + LONGEST:
            return
        while place.due <= now:
            rung = ladder.rungs_of(place.round)[place.rung]
            meant = calendar.meant(rung.targets, now)
            people = tuple(person for person in meant if person not in place.refused)
            if not people:
                place = _passed(ladder, place, now)
                continue
            yield Try(now, rung, people)
            mute = frozenset(person for person in people if not ground.has_way(person))
            place = _fired(ladder, place, now, mute, are_all=len(mute) == len(people))
            break


def _fired(
    ladder: Ladder, at: _Place, now: datetime, mute: frozenset[str], *, are_all: bool
) -> _Place:
    """Return what comes after a rung was tried; who can't be reached by anything is left out."""
    rungs = ladder.rungs_of(at.round)
    if at.rung + 1 == len(rungs):
        wait = max(ladder.every - rungs[at.rung].after, MINUTE)
        return _Place(at.round + 1, 0, at.due + wait, mute)
    due = at.due + max(rungs[at.rung + 1].after - rungs[at.rung].after, NO_TIME)
    return _Place(at.round, at.rung + 1, min(due, now) if are_all else due, at.refused | mute)


def _passed(ladder: Ladder, at: _Place, now: datetime) -> _Place:
    """Return what comes after a rung with nobody: the next at once, but a round takes its time."""
    rungs = ladder.rungs_of(at.round)
    if at.rung + 1 < len(rungs):
        return _Place(at.round, at.rung + 1, now, at.refused)
    if at.refused:
        wait = max(ladder.every - rungs[at.rung].after, MINUTE)
        return _Place(at.round + 1, 0, at.due + wait)
    return _Place(at.round + 1, 0, now + ladder.every if at.round >= ladder.rounds else now)
