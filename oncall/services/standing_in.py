"""Who is on call for incidents at an instant, and who stands in for nobody: looked up for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents.present import STANDS_IN, Present, is_vacant
from oncall.store import on_call

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.incidents.incident import Incident
    from oncall.store.db import Tx

    Running = dict[tuple[str, datetime], tuple[Assignment, ...]]


class Asked(NamedTuple):
    """An incident, the bookings it is about, and the instant at which somebody is called."""

    incident: Incident
    bookings: frozenset[str]
    at: datetime

    @property
    def is_young(self) -> bool:
        """True while whoever had a role at the report may stand in."""
        return self.at - self.incident.reported_at <= STANDS_IN


def presents(
    tx: Tx, some: Sequence[Asked], known: Folder, tired: Collection[str] = ()
) -> list[Present]:
    """Return whom a rung means, for each of some incidents.

    Duties of reports are looked up for young ones alone whose ladder names a role that nobody has.
    """
    running = _running(tx, {(each.incident.team, each.at) for each in some})
    before = _running(
        tx,
        {
            (each.incident.team, each.incident.reported_at)
            for each in some
            if each.is_young
            and is_vacant(each.incident.ladder, running[each.incident.team, each.at])
        },
    )
    staff = known.staff
    found = []
    for each in some:
        team, reported = each.incident.team, each.incident.reported_at
        had = before.get((team, reported), ()) if each.is_young else ()
        gone = away(had, known, each.at)
        found.append(Present(running[team, each.at], each.bookings, staff, tired, had, gone))
    return found


def away(duties: Sequence[Assignment], known: Folder, at: datetime) -> frozenset[str]:
    """Return who of those with duties has an absence at an instant."""
    people = {each.person for each in duties} & known.people.keys()
    return frozenset(who for who in people if known.people[who].is_away(at))


def _running(tx: Tx, asked: Collection[tuple[str, datetime]]) -> Running:
    """Return the duties of teams that run at instants."""
    wanted = sorted(asked)
    return dict(zip(wanted, on_call.at_once(tx, wanted) if wanted else (), strict=True))
