"""What those need who watch drafts being solved: how one stands, and which of them have changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.store import glances
from oncall.store.listening import DRAFT, hear

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from oncall.store.db import Database
    from oncall.store.glances import Glance


def glance(database: Database, draft: int) -> Glance | None:
    """Return how a draft stands, if there is one of that number."""
    with database.begin() as tx:
        return glances.glance(tx, draft)


def changed(database: Database) -> AsyncGenerator[str | None]:
    """Yield None once changes are heard of, then the number of each draft that has changed.

    Raises Unreachable where the database is gone.
    """
    return hear(database, DRAFT)
