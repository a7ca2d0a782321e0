"""Incidents as people look at them: lists, and one with all that happened and who was tried."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.errors import Fault, Unknown
from oncall.folder.faults import shown
from oncall.incidents.events import Kind
from oncall.incidents.urgency import Need, need, rank, running
from oncall.services.coming import Coming, coming
from oncall.services.gathering import facts_in, team_named
from oncall.services.pausing import may_wait
from oncall.services.reliefs import passed_over
from oncall.services.working_time import stretches
from oncall.store import calls, incident_lists
from oncall.store import incidents as store
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, timedelta

    from oncall.folder.facts import Folder
    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident
    from oncall.incidents.urgency import Running
    from oncall.incidents.working_time import Worked
    from oncall.people import Team
    from oncall.services.reliefs import Glance
    from oncall.store.db import Database, Tx
    from oncall.store.incident_lists import Try
    from oncall.store.incidents import Kept

MOST: Final = 100  # open incidents that are shown; more than anybody reads
MOST_CLOSED: Final = 20


class Line(NamedTuple):
    """An incident of a list: what it needs, and its promises that are to be kept."""

    kept: Kept
    team: Team
    need: Need
    running: tuple[Running, ...]


class Listed(NamedTuple):
    """The incidents of a list, what hurts first first; `total` are open in all."""

    folder: Folder
    total: int
    open: tuple[Line, ...]
    closed: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """All there is to say of an incident."""

    folder: Folder
    line: Line
    events: tuple[Event, ...]
    tries: tuple[Try, ...]
    worked: tuple[Worked, ...]
    coming: Coming | None
    numbers: dict[int, str]  # of other incidents that events speak of
    mark: str
    may_wait: bool  # the contract allows clocks to pause
    passed_over: tuple[Glance, ...] = ()
    recordings: Mapping[str, str] = field(default_factory=dict)  # addresses, by keys of notes

    @property
    def incident(self) -> Incident:
        """How it stands."""
        return self.line.kept.incident

    @property
    def over_at(self) -> datetime | None:
        """When it was over; None while it is open."""
        ends = (e.at for e in self.events if e.kind in {Kind.RESOLVED, Kind.MERGED})
        return None if self.incident.state.is_open else next(ends, None)


def listed(database: Database, now: datetime, team: str | None = None) -> Listed:
    """Return the open incidents and the last that are over, of one team if it is named.

    Raises Unknown where there is no such team.
    """
    with database.begin() as tx:
        known = facts_in(database, tx)
        if team is not None:
            team_named(known, team)
        count, some = incident_lists.open_ones(tx, team, MOST)
        over = incident_lists.closed_ones(tx, team, MOST_CLOSED)
    some.sort(key=lambda each: rank(each.incident, now))
    return Listed(known, count, _lines(some, known, now), _lines(over, known, now))


def mark(database: Database, number: str) -> str:
    """Return by what is known whether anything about an incident is new; raises Unknown."""
    with database.begin() as tx:
        found = incident_lists.mark(tx, number)
    if found is None:
        raise unknown(number)
    return found


def named(database: Database, number: str) -> Kept:
    """Return the incident of a ticket number as it stands; raises Unknown."""
    with database.begin() as tx:
        found = store.get(tx, number)
    if found is None:
        raise unknown(number)
    return found


def whole(database: Database, number: str, now: datetime) -> Whole:
    """Return all there is to say of an incident; raises Unknown where there is none."""
    with database.begin() as tx:
        known = facts_in(database, tx)
        seen = incident_lists.mark(tx, number)
        kept = store.get(tx, number)
        if kept is None or seen is None:
            raise unknown(number)
        incident = kept.incident
        events = store.events(tx, incident.id)
        return Whole(
            known,
            _line(kept, known, now),
            events,
            incident_lists.tries(tx, incident.id, incident.reported_at),
            tuple(stretches(incident.id, events, now)),
            coming(tx, kept, known, now),
            _numbers(tx, events),
            seen,
            may_wait(known, kept.report),
            passed_over(tx, incident.team, events, known, now),
            calls.recordings_of(tx, incident.id),
        )


def worked_by(some: Sequence[Worked]) -> dict[str, timedelta]:
    """Return how long each person worked."""
    found: dict[str, timedelta] = {}
    for each in some:
        length = each.span.end - each.span.start
        found[each.person] = found[each.person] + length if each.person in found else length
    return found


def unknown(number: str) -> Unknown:
    """Return that there is no incident of that number."""
    message = Sentence(
        "there is no incident %(number)s; the list has those that are open", number=shown(number)
    )
    return Unknown((Fault("incident", None, None, message),))


def _lines(some: Sequence[Kept], known: Folder, now: datetime) -> tuple[Line, ...]:
    return tuple(_line(each, known, now) for each in some)


def _line(kept: Kept, known: Folder, now: datetime) -> Line:
    incident = kept.incident
    return Line(kept, known.teams[incident.team], need(incident, now), running(incident, now))


def _numbers(tx: Tx, events: Sequence[Event]) -> dict[int, str]:
    ids = {event.facts["into"] for event in events if event.kind is Kind.MERGED}
    found = {id_: incident_lists.number_of(tx, id_) for id_ in ids}
    return {id_: number for id_, number in found.items() if number}
