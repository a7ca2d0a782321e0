"""Incidents whose time has come: as much of each as is needed to go on, for there may be many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import select

from oncall.store.incidents import ABOUT, COLUMNS, C, incident_of

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from oncall.incidents.incident import Incident

# What an incident is about is for people; thousands are read here, and nobody reads that.
NOBODY_READS: Final = {*ABOUT, "severity", "intake", "reports", "due_at"} - {"team"}
NEEDED: Final[list[ColumnElement[Any]]] = [c for c in COLUMNS if c.name not in NOBODY_READS]


class Due(NamedTuple):
    """An incident whose time has come: its number, how it stands, the bookings it is about."""

    number: str
    incident: Incident
    bookings: frozenset[str]


def due(tx: Connection, now: datetime, most: int) -> list[Due]:
    """Return incidents whose time has come, the newest first, and keep them from others.

    After an outage whoever called last waits still; those who called long ago were told so.
    """
    found = select(*NEEDED).where(C.due_at <= now).order_by(C.due_at.desc(), C.id.desc())
    rows = tx.execute(found.limit(most).with_for_update(skip_locked=True, key_share=True))
    return [Due(row.number, incident_of(row), frozenset(row.bookings)) for row in rows]
