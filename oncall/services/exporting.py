"""The sheets leave the database in the words in which they came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.store import sheets

if TYPE_CHECKING:
    from oncall.folder.written import Written
    from oncall.store.db import Database


def written_sheets(database: Database) -> dict[str, tuple[Written, ...]]:
    """Return every row of every sheet; what was cancelled before it began is left out."""
    with database.begin() as tx:
        stored = sheets.stored(tx)
    return {name: tuple(r for r in rows if not r.cancelled) for name, rows in stored.items()}
