"""A ladder that nobody answers: which rung is tried when, said a second time and more briefly.

The first time is `oncall.incidents.escalation.advance`; a test makes both agree.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from oncall.localtime import MINUTE
from oncall.proof.ground import LONGEST

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from oncall.incidents.ladder import Channel, Ladder
    from oncall.proof.ground import Calendar, Ground

NO_TIME = timedelta(0)


class Try(NamedTuple):
    """Rungs that are tried at one instant: whom they are for, each by the channels of all."""

    at: datetime
    pages: Mapping[str, tuple[Channel, ...]]


class _Place(NamedTuple):
    """Where a ladder is: the next rung, when it is due, and who is left out of the round."""

    round: int
    rung: int
    due: datetime
    refused: frozenset[str] = frozenset()


def climb(
    ladder: Ladder, reported: datetime, who: tuple[Ground, Calendar], late: timedelta
) -> Iterator[Try]:
    """Yield what is tried within the longest time after a report, each so late."""
    ground, calendar = who
    place = _Place(0, 0, reported + ladder.rungs[0].after)
    while (now := place.due + late) <= reported + LONGEST:
        pages: dict[str, tuple[Channel, ...]] = {}
        while place.due <= now:
            rung = ladder.rungs_of(place.round)[place.rung]
            meant = calendar.meant(rung.targets, now)
            meant = tuple(person for person in meant if person not in place.refused)
            pages |= {person: (*pages.get(person, ()), *rung.channels) for person in meant}
            place = _fired(ladder, place) if meant else _passed(ladder, place, now)
        if pages:
            yield Try(now, pages)
            place = _without(place, now, {who for who in pages if not ground.has_way(who)}, pages)


def _fired(ladder: Ladder, at: _Place) -> _Place:
    """Return what comes after a rung was tried."""
    rungs = ladder.rungs_of(at.round)
    if at.rung + 1 == len(rungs):
        wait = max(ladder.every - rungs[at.rung].after, MINUTE)
        return _Place(at.round + 1, 0, at.due + wait)
    wait = max(rungs[at.rung + 1].after - rungs[at.rung].after, NO_TIME)
    return at._replace(rung=at.rung + 1, due=at.due + wait)


def _without(at: _Place, now: datetime, mute: set[str], paged: Collection[str]) -> _Place:
    """Leave out who can't be reached by anything; after none but those the next come at once."""
    hastens = len(mute) == len(paged) and at.rung > 0
    due = min(at.due, now) if hastens else at.due
    return at._replace(due=due, refused=at.refused | mute)


def _passed(ladder: Ladder, at: _Place, now: datetime) -> _Place:
    """Return what comes after a rung with nobody: the next at once, but a round takes its time."""
    rungs = ladder.rungs_of(at.round)
    if at.rung + 1 < len(rungs):
        return _Place(at.round, at.rung + 1, now, at.refused)
    if at.refused:
        wait = max(ladder.every - rungs[at.rung].after, MINUTE)
        return _Place(at.round + 1, 0, at.due + wait)
    return _Place(at.round + 1, 0, now + ladder.every if at.round >= ladder.rounds else now)
