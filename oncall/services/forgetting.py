"""What callers have said and from where is kept no longer than was promised (RELIABILITY)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.store import calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oncall.store.db import Database

    # Deletes a recording at the carrier, and tells whether it is gone there.
    Delete = Callable[[str], bool]

RECORDINGS: Final = timedelta(days=30)
NUMBERS: Final = timedelta(days=90)
BATCH: Final = 20  # each takes a request to the carrier, while others wait


def forget_recordings(database: Database, delete: Delete, now: datetime) -> int:
    """Delete recordings that are too old, at the carrier first; return how many are gone.

    One that can't be deleted there now is tried again the next time.
    """
    with database.begin() as tx:
        old = calls.old_recordings(tx, now - RECORDINGS, BATCH)
    gone = [sid for sid in old if delete(sid)]
    with database.begin() as tx:
        calls.recordings_deleted(tx, gone, now)
    return len(gone)


def forget_numbers(database: Database, now: datetime) -> int:
    """Forget from where calls came that are too old; return of how many."""
    with database.begin() as tx:
        return calls.forget_numbers(tx, now - NUMBERS)
