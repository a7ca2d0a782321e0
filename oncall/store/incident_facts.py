"""What an incident is about, where it becomes known later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from oncall.store.tables import incidents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection


def describe(
    tx: Connection, incident: int, facts: Mapping[str, str], bookings: Sequence[str]
) -> None:
    """Write what has become known of an incident that was locked."""
    changed = update(incidents).where(incidents.c.id == incident)
    tx.execute(changed.values(**facts, bookings=list(bookings)))
