"""Codes for texts that are about to be sent, so that a reply says which incident it means."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.codes import assigned
from oncall.store import answering, sending

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oncall.store.db import Record, Tx


# A late answer to what is over must not be taken for one to what has come since.
LATE: Final = timedelta(hours=12)


def give_codes(tx: Tx, pages: Sequence[Record], now: datetime) -> None:
    """Give texts their codes; to be called under the lock of who claims, or two might be alike."""
    texts = [page for page in pages if page.channel == "sms" and page.incident is not None]
    fresh = [page for page in texts if page.code is None]
    if not fresh:
        return
    rows = answering.taken_codes(tx, {page.address for page in fresh}, now - LATE)
    taken = {(row.address, row.incident): row.code for row in rows}
    codes = assigned(((page.address, page.incident) for page in fresh), taken)
    sending.give_codes(tx, {page.id: codes[page.address, page.incident] for page in fresh})
