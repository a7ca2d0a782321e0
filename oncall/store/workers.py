"""Which workers there are, and when each was last heard of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, exists, select
from sqlalchemy.dialects.postgresql import insert

from oncall.localtime import DAY
from oncall.store.tables import workers

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def beat(tx: Connection, worker: str, now: datetime) -> None:
    """Note that a worker is there; those of whom nothing was heard for a day are forgotten."""
    row = insert(workers).values(id=worker, started_at=now, beat_at=now)
    tx.execute(row.on_conflict_do_update(index_elements=["id"], set_={"beat_at": now}))
    tx.execute(delete(workers).where(workers.c.beat_at < now - DAY))


def leave(tx: Connection, worker: str) -> None:
    """Note that a worker is gone."""
    tx.execute(delete(workers).where(workers.c.id == worker))


def heard_since(tx: Connection, instant: datetime) -> bool:
    """Tell whether any worker was heard of since an instant."""
    found: bool = tx.execute(select(exists().where(workers.c.beat_at >= instant))).scalar_one()
    return found
