"""What the caller had no time for is added to an incident later."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from oncall.incidents.booked import about
from oncall.incidents.events import Event, Kind
from oncall.services.gathering import facts_in
from oncall.store import incident_facts
from oncall.store import incidents as store

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.incidents.hearing import Act
    from oncall.incidents.report import Report
    from oncall.store.db import Database, Tx

TOLD: Final = (
    "caller",
    "customer",
    "phone",
    "product",
    "serial",
    "description",
    "classification",
    "severity",
)


def describe(database: Database, incident: int, act: Act, told: Report) -> bool:
    """Write what a report tells more of an incident, and tell whether it told anything new.

    What it leaves blank stays as it is. The ladder stays too: it was frozen with the first report.
    `incident` must be there.
    """
    with database.begin() as tx:
        return describe_in(tx, facts_in(database, tx), incident, act, told)


def describe_in(tx: Tx, known: Folder, incident: int, act: Act, told: Report) -> bool:
    """Do the same in a transaction that is open; `known` are the facts as they stand in it."""
    kept = store.locked(tx, incident)
    new = _new(kept.report, told) if kept else {}
    if not kept or not new:
        return False
    # Whose bookings it is about may be known only now, but is what ran when it was reported.
    bookings = known.bookings.values()
    after = about(replace(kept.report, **new), bookings, kept.incident.reported_at)
    said = {name: str(value) for name, value in new.items()}
    incident_facts.describe(tx, incident, said, after.bookings)
    store.happened(tx, [(incident, Event(act.at, Kind.DESCRIBED, act.person, said))])
    return True


def _new(before: Report, told: Report) -> dict[str, Any]:
    some = {name: getattr(told, name) for name in TOLD}
    return {name: value for name, value in some.items() if value and value != getattr(before, name)}
