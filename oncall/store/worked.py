"""What says who worked on incidents, and when: told by kind and time, without all the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, text

from oncall.incidents.events import Event, Kind
from oncall.store.tables import incident_events
from oncall.store.tables.incidents import WORK

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

C: Final = incident_events.c
# All that changes who is at work; acceptances and the rest are of interest only beside a start.
TOLD: Final = (
    Kind.ACCEPTED,
    Kind.RELEASED,
    Kind.STARTED,
    Kind.PAUSED,
    Kind.RESUMED,
    Kind.HASTENED,
    Kind.PARKED,
    Kind.RESOLVED,
    Kind.MERGED,
)


def work_since(tx: Connection, since: datetime) -> dict[int, list[Event]]:
    """Return what changed who was at work, of each incident that anybody worked on since then.

    What was begun before and goes on without a word since is among it.
    """
    lately = select(C.incident).where(text(WORK), C.at >= since)
    goes_on = text("select id from incidents where state = 'working'").columns(C.incident)
    found = (
        select(C.incident, C.at, C.kind, C.who, C.facts)
        .where(C.kind.in_([each.value for each in TOLD]))
        .where(C.incident.in_(lately.union(goes_on)))
        .order_by(C.id)
    )
    some: dict[int, list[Event]] = {}
    for incident, at, kind, who, facts in tx.execute(found):
        some.setdefault(incident, []).append(Event(at, Kind(kind), who, facts))
    return some
