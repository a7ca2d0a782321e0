"""The rung of an incident that fires next, and whom it means by what is known now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.incidents.present import Present
from oncall.store import on_call

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.ladder import Rung
    from oncall.store.db import Tx
    from oncall.store.incidents import Kept


class Coming(NamedTuple):
    """The next rung: when it fires, whom it is for, and who that is by what is known now."""

    at: datetime
    rung: Rung
    people: tuple[str, ...]


def coming(tx: Tx, kept: Kept, known: Folder, now: datetime) -> Coming | None:
    """Return the rung that fires next while nobody has it."""
    incident = kept.incident
    if not incident.state.climbs:
        return None
    at = max(incident.rung_at, now)
    rung = incident.ladder.rungs_of(incident.round)[incident.rung]
    asked = [(incident.team, at), (incident.team, incident.reported_at)]
    duties, before = on_call.at_once(tx, asked)
    staff = {
        team: tuple(p.id for p in known.people.values() if known.teams[team] in p.teams)
        for team in known.teams
    }
    present = Present(duties, frozenset(kept.report.bookings), staff, before=before)
    people = dict.fromkeys(who for each in rung.targets for who in present.people(each))
    return Coming(incident.rung_at, rung, tuple(people))
