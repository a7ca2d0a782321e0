"""Workers say that they are there, so that nobody waits for one in vain."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.store import workers

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.store.db import Database

SILENCE: Final = timedelta(seconds=15)  # whoever was silent for so long is taken to be gone


def beat(database: Database, worker: str, now: datetime) -> None:
    """Note that a worker is there."""
    with database.begin() as tx:
        workers.beat(tx, worker, now)


def leave(database: Database, worker: str) -> None:
    """Note that a worker has left."""
    with database.begin() as tx:
        workers.leave(tx, worker)


def is_anybody_there(database: Database, now: datetime) -> bool:
    """Tell whether any worker was heard of lately."""
    with database.begin() as tx:
        return workers.heard_since(tx, now - SILENCE)
