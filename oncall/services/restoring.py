"""That a backup was put back is itself a line of the log that came with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.store import audit, sheets
from oncall.store.whole import is_empty, last_line

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.store.db import Database


@dataclass(frozen=True, slots=True)
class Before:
    """What a database holds before a backup takes its place: the log says whether it changed."""

    is_empty: bool
    last_line: int


def looked_into(database: Database) -> Before:
    """Return whether a database holds anything, and how far its audit log reaches."""
    with database.begin() as tx:
        return Before(is_empty(tx), last_line(tx))


def note_restored(database: Database, file: str, before: Before, by: str, now: datetime) -> None:
    """Write into the log who has put which file back, and how far the log before it reached.

    What a server that runs has kept of the database before is forgotten.
    """
    with database.begin() as tx:
        sheets.begin_epoch(tx)
        was = None if before.is_empty else {"lines": before.last_line}
        audit.note(tx, audit.Line(now, by, "restore", "database", was, {"file": file}))
