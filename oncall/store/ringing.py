"""Calls that a carrier has: which nobody needs any more, and of which it has said nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, or_, select

from oncall.incidents.callbacks import RINGING
from oncall.incidents.sending import Sent
from oncall.store import sending
from oncall.store.tables import attempts, incidents, pages

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection

P: Final = pages.c
A: Final = attempts.c
VOICE: Final = "voice"


def needless(tx: Connection, some: Collection[str]) -> list[tuple[str, str]]:
    """Return which of some calls nobody has answered or needs: attempts, and the carrier's ids."""
    theirs = or_(sending.wanted_now(), incidents.c.holder == A.person)
    about = select(P.id).outerjoin(incidents, incidents.c.id == P.incident)
    is_needed = about.where(P.id == func.any(A.pages), theirs).correlate(attempts).exists()
    # What came to wait meanwhile is offered by the same call, should it be answered.
    comes = (P.person == A.person) & (P.channel == VOICE) & (P.state == Sent.PENDING.value)
    more = select(P.id).where(comes).correlate(attempts).exists()
    rings = (A.state == "accepted") & or_(A.heard.is_(None), A.heard.in_(RINGING))
    mine = A.id.in_(some) & A.sid.is_not(None)
    found = select(A.id, A.sid).where(mine, rings, ~is_needed, ~more)
    return [(row.id, row.sid) for row in tx.execute(found)]


def silent(
    tx: Connection, after: datetime, before: datetime, but: Collection[str], most: int
) -> list[tuple[str, str]]:
    """Return calls begun after one instant and before another whose end nobody has told.

    The latest come first, for they may hold another call up: attempts, and the carrier's ids.
    """
    open_ = (A.channel == VOICE) & (A.state == "accepted") & A.sid.is_not(None)
    mine = open_ & (A.began_at > after) & (A.began_at <= before) & A.id.not_in(but)
    found = select(A.id, A.sid).where(mine).order_by(A.began_at.desc()).limit(most)
    return [(row.id, row.sid) for row in tx.execute(found)]
