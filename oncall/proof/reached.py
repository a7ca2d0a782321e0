"""Who is reached after one report, and how late, if everybody before them is silent."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.ladder import Target, Whom
from oncall.proof.climbing import climb
from oncall.proof.found import Failure, Level, Why

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime, timedelta

    from oncall.incidents.ladder import Ladder
    from oncall.proof.climbing import Try
    from oncall.proof.delays import Delays
    from oncall.proof.ground import Calendar, Ground

ROLES: Final = {level: Target(Whom.ROLE, level.value) for level in (Level.PRIMARY, Level.BACKUP)}


class Asked(NamedTuple):
    """Who has to come, by which ladder."""

    ladder: Ladder
    levels: frozenset[Level]


class Reached(NamedTuple):
    """After how long each level is reached, and why those are not who are not."""

    after: Mapping[Level, timedelta]
    why: Mapping[Level, Failure]


@dataclass(slots=True)
class _Seen:
    """What was seen of one of the levels on the way."""

    was_there: bool  # when it was reported
    is_there: bool = False  # when a rung was theirs
    is_vacant: bool = False  # when a rung was tried, whose ever
    is_able: bool = False
    mute: dict[str, None] = field(default_factory=dict)


def reached(
    asked: Asked, at: datetime, who: tuple[Ground, Calendar], delays: Delays, late: timedelta
) -> Reached:
    """Return after how long each level is reached, and why those are not who are not.

    A role is reached when all who have it are called; the last resort is the first to be called
    who has neither role and was not called before.
    """
    story = _Story(asked.ladder, at, who, delays)
    for each in climb(asked.ladder, at, who, late):
        story.go_on(each)
        if asked.levels <= story.after.keys():
            break
    why = {level: story.failure(level) for level in asked.levels if level not in story.after}
    return Reached({level: story.after[level] for level in asked.levels - why.keys()}, why)


class _Story:
    """Follows the rungs after one report."""

    def __init__(
        self, ladder: Ladder, at: datetime, who: tuple[Ground, Calendar], delays: Delays
    ) -> None:
        self._ground, self._calendar = who
        self._began = at
        self._delays = delays
        self._tried = _tried(ladder)
        holders = self._holders(at)
        on_duty = {person for people in holders.values() for person in people}
        rest = set(self._calendar.meant(self._tried[Level.LAST], at)) - on_duty
        self._called: set[str] = set()
        self._seen = {level: _Seen(bool(people)) for level, people in holders.items()}
        self._seen[Level.LAST] = _Seen(bool(rest))
        self.after: dict[Level, timedelta] = {}

    def go_on(self, tried: Try) -> None:
        """Take in what is tried at an instant."""
        rings = self._rings(tried)
        holders = self._holders(tried.at)
        for level, people in holders.items():
            self._see(level, [person for person in people if person in tried.pages])
            self._seen[level].is_vacant |= not people
            if people and level not in self.after and all(person in rings for person in people):
                self.after[level] = max(rings[person] for person in people)
        before = {person for people in holders.values() for person in people} | self._called
        rest = [person for person in tried.pages if person not in before]
        self._see(Level.LAST, rest)
        called = [rings[person] for person in rest if person in rings]
        if called and Level.LAST not in self.after:
            self.after[Level.LAST] = min(called)
        self._called |= rings.keys()

    def failure(self, level: Level) -> Failure:
        """Return why a level is not reached at all."""
        seen = self._seen[level]
        if seen.mute and not (level is Level.LAST and seen.is_able):  # of those one is enough
            return Failure(level, Why.NO_VOICE, tuple(seen.mute))
        if not seen.is_there and (seen.is_vacant or not seen.was_there):
            return Failure(level, Why.NOBODY)
        has_gone = level is Level.LAST and self._tried[level] and not seen.is_there
        return Failure(level, Why.HAS_DUTY if has_gone else Why.NOT_CALLED)

    def _holders(self, at: datetime) -> dict[Level, tuple[str, ...]]:
        return {level: self._calendar.meant((ROLES[level],), at) for level in ROLES}

    def _see(self, level: Level, people: Iterable[str]) -> None:
        seen = self._seen[level]
        for person in people:
            seen.is_there = True
            if self._ground.can_be_called(person):
                seen.is_able = True
            else:
                seen.mute[person] = None

    def _rings(self, tried: Try) -> dict[str, timedelta]:
        """Return after how long the telephones have rung that a rung calls."""
        voices = {
            person: after
            for person, channels in tried.pages.items()
            if (after := self._ground.voice_after(person, channels)) is not None
        }
        spent = tried.at - self._began + self._delays.called(len(voices))
        return {person: spent + after for person, after in voices.items()}


@lru_cache(maxsize=1024)
def _tried(ladder: Ladder) -> Mapping[Level, tuple[Target, ...]]:
    """Return which targets of a ladder are for which level."""
    some = (target for rung in (*ladder.rungs, ladder.last_resort) for target in rung.targets)
    every = tuple(dict.fromkeys(some))
    roles = {level: tuple(each for each in every if each == ROLES[level]) for level in ROLES}
    return {**roles, Level.LAST: tuple(each for each in every if each not in ROLES.values())}
