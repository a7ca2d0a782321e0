"""What was sent by carriers that charge for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from oncall.hotline.call import Place
from oncall.incidents.restraint import PAID, Spent
from oncall.store.tables import attempts, calls

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

A: Final = attempts.c
# What a carrier never had; what nobody knows counts.
UNSENT: Final = ("refused", "lost")


def spent(tx: Connection, since: datetime) -> Spent:
    """Return the calls and parts of texts since an instant.

    A caller who was connected has been one call more: to the helpdesk, or back to them.
    """
    mine = A.channel.in_(sorted(PAID)) & (A.began_at >= since) & A.state.not_in(UNSENT)
    made = select(A.channel, func.sum(A.parts)).where(mine).group_by(A.channel)
    found = {channel: int(parts) for channel, parts in tx.execute(made)}
    connected = (calls.c.place == Place.TALKING.value) & (calls.c.began_at >= since)
    further = int(tx.execute(select(func.count()).where(connected)).scalar_one())
    return Spent(found.get("voice", 0) + further, found.get("sms", 0))
