"""What callers have said and from where is kept no longer than was promised (RELIABILITY)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.store import calls, forgotten

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oncall.store.db import Database

    # Deletes a recording at the carrier, and tells whether it is gone there.
    Delete = Callable[[str], bool]

RECORDINGS: Final = timedelta(days=30)
NUMBERS: Final = timedelta(days=90)
BATCH: Final = 20  # each takes a request to the carrier
ROWS: Final = 1000  # others wait for them


def forget_recordings(database: Database, delete: Delete, now: datetime) -> int:
    """Delete some recordings that are too old, at the carrier first; return how many are gone.

    One that can't be deleted there now is tried again the next time.
    """
    with database.begin() as tx:
        old = calls.old_recordings(tx, now - RECORDINGS, BATCH)
    gone = [sid for sid in old if delete(sid)]
    with database.begin() as tx:
        calls.recordings_deleted(tx, gone, now)
    return len(gone)


def forget_numbers(database: Database, now: datetime) -> int:
    """Forget some telephone numbers of what is over and too old; return of how many rows.

    What happened stays as it was told, without the number of whoever told it (decision 0044).
    """
    with database.begin() as tx:
        return forgotten.numbers(tx, now - NUMBERS, ROWS)
