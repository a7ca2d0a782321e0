"""Who is on duty in the next 14 days, and whether they can be reached; planners are told daily."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.errors import BadInput
from oncall.incidents.day_left import is_spent
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import Reach, of_sheet
from oncall.incidents.restraint import UNRESTRAINED
from oncall.limits import load_limits
from oncall.localtime import DAY, Span, local_day, local_days
from oncall.proof.readiness import Lack, Tried, lacks
from oncall.services.gathering import facts_in
from oncall.services.working_time import logged
from oncall.store import messages, reaches, rotas
from oncall.store.messages import Message

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.incidents.restraint import Restraint
    from oncall.limits import Limits
    from oncall.people import Person
    from oncall.store.db import Database, Tx

AHEAD: Final = 14 * DAY
# Planners are told in the morning of their site.
MORNING: Final = 8


class Prospect(NamedTuple):
    """Somebody with duties ahead: for which teams, how many, the next one, and what is missing."""

    person: Person
    teams: tuple[str, ...]
    duties: int
    next: Assignment
    ways: tuple[Tried, ...]
    lacks: tuple[Lack, ...]


class Readiness(NamedTuple):
    """Everybody who is on duty soon, who can't be reached first."""

    folder: Folder
    people: tuple[Prospect, ...]

    @property
    def wrong(self) -> tuple[Prospect, ...]:
        """Those of whom something is missing."""
        return tuple(each for each in self.people if each.lacks)

    @property
    def lacking(self) -> Mapping[Lack, int]:
        """Return of how many people what is missing, the worst first."""
        counted = Counter(lack for each in self.people for lack in each.lacks)
        return {lack: counted[lack] for lack in Lack if counted[lack]}


def readiness(database: Database, now: datetime, restraint: Restraint = UNRESTRAINED) -> Readiness:
    """Return everybody who is on duty in the next 14 days, and what is missing of them."""
    with database.begin() as tx:
        return _readiness(tx, facts_in(database, tx), now, restraint)


def remind(database: Database, now: datetime, restraint: Restraint = UNRESTRAINED) -> int:
    """Tell each team's planners, once a day, who is on duty soon and can't be reached for sure.

    Returns of how many teams. Done twice it tells nothing twice.
    """
    with database.begin() as tx:
        try:
            known = facts_in(database, tx)
        except BadInput:  # facts that can't be read are told to whoever plans with them
            return 0
        zones = {name: team.site.zone for name, team in known.teams.items()}
        due = [name for name, zone in zones.items() if now.astimezone(zone).hour >= MORNING]
        if not due:
            return 0
        found = _readiness(tx, known, now, restraint)
        some = []
        for team in due:
            names = [each.person.name for each in found.wrong if team in each.teams]
            if names:
                key = f"unready {team} {local_day(now, zones[team])}"
                about = {"count": len(names), "names": ", ".join(names)}
                some.append(Message(key, "unready", team, None, about))
        messages.tell(tx, some, now)
        return len(some)


def _readiness(tx: Tx, known: Folder, now: datetime, restraint: Restraint) -> Readiness:
    ahead = Span(now, now + AHEAD)
    duties: dict[str, list[tuple[str, Assignment]]] = {}
    for team in known.teams:
        for each in rotas.of_team(tx, team, ahead):
            duties.setdefault(each.person, []).append((team, each))
    limits = load_limits()
    worked = logged(tx, now)
    people = []
    for name, some in duties.items():
        person = known.people[name]
        ways = _ways(tx, person)
        spent = _is_spent(person, [each for _, each in some], worked.get(name, ()), limits)
        teams = tuple(sorted({team for team, _ in some}))
        first = min(each for _, each in some)
        wrong = lacks(person, ways, now, is_spent=spent, restraint=restraint)
        people.append(Prospect(person, teams, len(some), first, ways, wrong))
    return Readiness(known, tuple(sorted(people, key=lambda each: (not each.lacks, each.next))))


def _is_spent(
    person: Person, duties: Collection[Assignment], worked: Collection[Span], limits: Limits
) -> bool:
    days = {day for each in duties for day in local_days(each.span, person.site.zone)}
    return any(is_spent(person, day, worked, limits) for day in days)


def _ways(tx: Tx, person: Person) -> tuple[Tried, ...]:
    """Return all ways to reach somebody: their own, then what the sheet has."""
    found: Mapping[tuple[str, str], Tried] = {
        (row.channel, row.address): Tried(
            Reach(
                Channel(row.channel),
                row.address,
                timedelta(seconds=row.delay),
                row.verified_at is not None,
                row.opted_out_at is not None,
            ),
            row.tested_at,
        )
        for row in reaches.rows_of(tx, person.id)
    }
    sheet = (Tried(way, None) for way in of_sheet(person))
    more = (each for each in sheet if (each.reach.channel, each.reach.address) not in found)
    return (*found.values(), *more)
