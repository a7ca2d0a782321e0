"""A drill borrows a firm: what it needs is copied, and who is on call is looked up in the copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents.events import Kind
from oncall.incidents.ladder import Channel, Target, Whom
from oncall.incidents.present import Present
from oncall.incidents.reaching import reaches_of
from oncall.proof.found import Level
from oncall.services.gathering import facts_in
from oncall.services.standing_in import Asked, away
from oncall.services.working_time import Tired
from oncall.store import incidents as store
from oncall.store import lending, on_call, reaches, rotas

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.localtime import Span
    from oncall.store.db import Database

BY_TELEPHONE = frozenset({Channel.VOICE, Channel.SMS})
ROLES = (Level.PRIMARY, Level.BACKUP)


class Borrowed(NamedTuple):
    """What is known of the firm: its facts, all telephones with their owners, who is tired now."""

    folder: Folder
    numbers: Mapping[str, str]
    tired: frozenset[str]


class Fired(NamedTuple):
    """A rung that fired, as its pages name it, and who had which role for the incident then."""

    name: str
    at: datetime
    targets: tuple[str, ...]
    holders: Mapping[Level, tuple[str, ...]]


def borrow(database: Database, scratch: Database, now: datetime) -> Borrowed:
    """Copy what a drill needs; the firm's own database is told to let nothing be written."""
    with database.begin() as real:
        lending.only_look(real)
        known = facts_in(database, real)
        own = reaches.of_people(real, known.people)
        tired = Tired()(real, known, now)
        with scratch.begin() as copy:
            lending.lend(real, copy)
    numbers = {
        way.address: person.id
        for person in known.people.values()
        for way in reaches_of(person, own[person.id])
        if way.channel in BY_TELEPHONE
    }
    return Borrowed(known, numbers, tired)


def in_role(database: Database, team: str, role: str, span: Span) -> tuple[str, ...]:
    """Return who has a role of a team at any time of a stretch."""
    with database.begin() as tx:
        some = rotas.of_team(tx, team, span)
    return tuple(dict.fromkeys(each.person for each in some if each.role == role))


def fired(database: Database, incident: int) -> tuple[Fired, ...]:
    """Return the rungs of an incident that fired, in order."""
    with database.begin() as tx:
        known = facts_in(database, tx)
        kept = store.by_id(tx, incident)
        team, mine = kept.incident.team, frozenset(kept.report.bookings)
        some = [each for each in store.events(tx, incident) if each.kind is Kind.FIRED]
        asked = [kept.incident.reported_at, *(each.at for each in some)]
        before, *running = on_call.at_once(tx, [(team, at) for at in asked])
    found = []
    for event, duties in zip(some, running, strict=True):
        had = before if Asked(kept.incident, mine, event.at).is_young else ()
        present = Present(duties, mine, {}, before=had, away=away(had, known, event.at))
        holders = {level: present.people(Target(Whom.ROLE, level.value)) for level in ROLES}
        facts = event.facts
        name = f"{incident}/{facts['round']}/{facts['rung']}"
        found.append(Fired(name, event.at, tuple(facts["targets"]), holders))
    return tuple(found)
