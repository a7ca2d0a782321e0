"""Whom the carrier rings when none of our machines answers: who is on duty, by stored numbers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.choosing import chosen as ladder_chosen
from oncall.incidents.ladder import Channel, Target, Whom
from oncall.incidents.present import Present
from oncall.incidents.reaching import chosen, reaches_of
from oncall.incidents.report import Severity
from oncall.people import Role
from oncall.services.gathering import facts_in, team_named
from oncall.store import on_call, reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.people import Team
    from oncall.store.db import Database, Tx

# Whoever calls waits for all of them.
MOST: Final = 8
AHEAD: Final = timedelta(hours=25)


class Fallback(NamedTuple):
    """Who is rung in which order; `until` somebody else is on duty, None if nobody is known."""

    calls: tuple[tuple[str, str], ...]  # a person's id, and their number
    mute: tuple[str, ...]  # on duty, and without a number
    until: datetime | None


def fallback(database: Database, now: datetime, team: str | None = None) -> Fallback:
    """Return who is rung: all who are first, then those who are second, then the last resort.

    Of one team, or of all; raises Unknown for a team that there is not.
    """
    with database.begin() as tx:
        known = facts_in(database, tx)
        teams = tuple(known.teams.values()) if team is None else (team_named(known, team),)
        people, until = _people(tx, known, teams, now)
        numbers = _numbers(tx, known, people)
    calls = tuple((person, numbers[person]) for person in people if person in numbers)
    mute = tuple(person for person in people if person not in numbers)
    return Fallback(calls[:MOST], mute, until)


def _people(
    tx: Tx, known: Folder, teams: Iterable[Team], now: datetime
) -> tuple[tuple[str, ...], datetime | None]:
    ranks: list[list[str]] = [[], [], []]
    edges: list[datetime] = []
    for team in teams:
        around = on_call.around(tx, team.id, now, AHEAD)
        edges += (at for each in around for at in (each.span.start, each.span.end) if at > now)
        running = tuple(each for each in around if each.span.start <= now < each.span.end)
        for rank, some in zip(ranks, _ranks(known, team, running, now), strict=True):
            rank.extend(some)
    people = tuple(dict.fromkeys(person for rank in ranks for person in rank))
    return people, min(edges, default=None)


def _ranks(
    known: Folder, team: Team, running: tuple[Assignment, ...], now: datetime
) -> Iterator[tuple[str, ...]]:
    present = Present(running, frozenset(), known.staff)
    for role in (Role.PRIMARY, Role.BACKUP):
        yield present.people(Target(Whom.ROLE, role))
    ladder = ladder_chosen(known.ladders, team.id, Severity.CRITICAL, now)
    some = (person for each in ladder.last_resort.targets for person in present.people(each))
    yield (*present.people(Target(Whom.ROLE, Role.MANAGER)), *some)


def _numbers(tx: Tx, known: Folder, people: tuple[str, ...]) -> dict[str, str]:
    own = reaches.of_people(tx, people)
    found = {}
    for person in people:
        if person in known.people:
            ways = chosen(reaches_of(known.people[person], own[person]), (Channel.VOICE,))
            voices = [way for way in ways if way.channel is Channel.VOICE]
            if voices:
                found[person] = min(voices, key=lambda way: way.delay).address
    return found
