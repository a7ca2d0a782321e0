"""Reports in situations that are alike but for names have the same answers; each is found once.

A night is like another: somebody is first, somebody second, both can be called, and at six others
take over. Who they are changes nothing, unless the ladder names them or they are reached otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents.ladder import Whom
from oncall.proof.found import Why
from oncall.proof.reached import reached

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime, timedelta

    from oncall.proof.delays import Delays
    from oncall.proof.found import Failure
    from oncall.proof.ground import Calendar, Ground
    from oncall.proof.reached import Asked, Reached

    Judge = Callable[[Iterable[Reached]], Iterable[Failure]]
    Row = tuple[str, int]


class Answer(NamedTuple):
    """What fails of a report, and for how long it is so."""

    failures: tuple[Failure, ...]
    left: timedelta


@dataclass
class Alike:
    """Judges what becomes of reports, by workers that are as late as `lates`."""

    ground: Ground
    delays: Delays
    lates: tuple[timedelta, ...]
    judge: Judge
    _known: dict[object, Answer] = field(default_factory=dict)
    _rows: dict[tuple[tuple[str, ...], ...], tuple[Row, ...]] = field(default_factory=dict)
    _kinds: dict[object, int] = field(default_factory=dict)
    _people: dict[str, int] = field(default_factory=dict)

    def failing(self, asked: Asked, number: int, calendar: Calendar, at: datetime) -> Answer:
        """Return what fails of a report, and for how long it is so.

        What is asked has a number of its own, by which it is known again.
        """
        calendar.begin(at)
        key = number, *self._situation(calendar, at)
        if key not in self._known:
            self._known[key] = self._found(asked, calendar, at)
        answer = self._known[key]
        if any(each.why is Why.NO_VOICE for each in answer.failures):
            return self._found(asked, calendar, at)  # which tells names
        return answer

    def _found(self, asked: Asked, calendar: Calendar, at: datetime) -> Answer:
        who = self.ground, calendar
        some = [reached(asked, at, who, self.delays, late) for late in self.lates]
        return Answer(tuple(self.judge(some)), calendar.left)

    def _situation(self, calendar: Calendar, at: datetime) -> Iterator[object]:
        """Yield who is on call until when, by numbers that stand for any people of their kind."""
        numbers: dict[str, int] = {}
        for until, roles, away in calendar.ahead(at):
            for person, kind in self._row(roles):
                yield numbers.setdefault(person, len(numbers)) if person else None
                yield kind
            if away:
                yield frozenset(numbers[person] for person in away if person in numbers)
            yield until - at

    def _row(self, roles: tuple[tuple[str, ...], ...]) -> tuple[Row, ...]:
        """Return the people of roles with their kinds; nobody stands between two roles."""
        if roles not in self._rows:
            row = ([*((person, self._kind(person)) for person in some), ("", 0)] for some in roles)
            self._rows[roles] = tuple(chain.from_iterable(row))
        return self._rows[roles]

    def _kind(self, person: str) -> int:
        """Return a number that people have in common who can stand for each other."""
        if person not in self._people:
            teams = tuple(team for team, some in self.ground.staff.items() if person in some)
            name = person if person in self._named else ""
            ways = tuple(replace(way, address="") for way in self.ground.ways.get(person, ()))
            kind = ways, teams, name
            self._people[person] = self._kinds.setdefault(kind, len(self._kinds))
        return self._people[person]

    @cached_property
    def _named(self) -> frozenset[str]:
        """Who is named by a ladder."""
        return frozenset(
            target.name
            for each in self.ground.ladders
            for rung in (*each.ladder.rungs, each.ladder.last_resort)
            for target in rung.targets
            if target.whom is Whom.PERSON
        )
