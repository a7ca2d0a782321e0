"""Calls that a carrier has: let go of where nobody needs them, asked for where it is silent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.callbacks import of_ended
from oncall.services import receipts
from oncall.store import ringing

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from oncall.store.db import Database

# TELEPHONY, «Webhooks»: silent for over a minute, ask; but not for ever.
SILENT: Final = timedelta(minutes=1)
GIVES_UP: Final = timedelta(hours=1)


def needless(database: Database, some: Collection[str]) -> list[tuple[str, str]]:
    """Return which of some calls ring though nobody needs them: attempts, and the carrier's ids.

    Whoever has the incident may still pick up, and so may who is to hear of something else.
    """
    with database.begin() as tx:
        return ringing.needless(tx, some)


def silent(
    database: Database, but: Collection[str], most: int, now: datetime
) -> list[tuple[str, str]]:
    """Return calls of over a minute whose end nobody has told: attempts, and the carrier's ids."""
    with database.begin() as tx:
        return ringing.silent(tx, now - GIVES_UP, now - SILENT, but, most)


def hear(database: Database, attempt: str, sid: str, word: str, now: datetime) -> bool:
    """Take a carrier's word for how far a call is as if it had called back; tell if that ends it.

    Nobody is called while a call to them is under way: should its last call back be lost, they
    would wait for nothing. What is not over is told of in its time.
    """
    news = of_ended(attempt, sid, word)
    return news is not None and receipts.hear(database, news, now)
