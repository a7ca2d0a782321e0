"""Whether what pages need is there: a database that answers, clocks that agree, a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.services.working import is_anybody_there
from oncall.store import health

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from oncall.store.db import Database


class Health(NamedTuple):
    """The server's version, how far its clock is from ours, and whether a worker was heard of."""

    version: int
    apart: timedelta
    works: bool


def of_database(database: Database, now: datetime) -> Health:
    """Return how a database and those who work on it are; raises Unreachable."""
    with database.begin() as tx:
        apart = abs(health.clock(tx) - now)
    return Health(database.version(), apart, is_anybody_there(database, now))
