"""Incidents whose time has come: as much of each as is needed to go on, for there may be many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select

from oncall.store.incident_rows import NEEDED, incident_of
from oncall.store.incidents import C

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from oncall.incidents.incident import Incident


class Due(NamedTuple):
    """An incident whose time has come: its number, how it stands, the bookings it is about."""

    number: str
    incident: Incident
    bookings: frozenset[str]


def due(tx: Connection, now: datetime, most: int) -> list[Due]:
    """Return incidents whose time has come, the newest first, and keep them from others.

    After an outage whoever called last waits still; those who called long ago were told so.
    """
    rows = tx.execute(asked(now, most)).all()
    return [Due(row.number, incident_of(row), frozenset(row.bookings)) for row in rows]


def asked(now: datetime, most: int) -> Select[Any]:
    """Return what is asked for that; its order is that of an index, so that nothing is sorted."""
    found = select(*NEEDED).where(C.due_at <= now).order_by(C.due_at.desc(), C.id.desc())
    return found.limit(most).with_for_update(skip_locked=True, key_share=True)
