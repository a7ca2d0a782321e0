"""Open incidents that look as if nobody were going to do anything about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import func, or_, select

from oncall.incidents.sending import LONGEST_CALL, Sent
from oncall.store import waiting
from oncall.store.incident_rows import COLUMNS
from oncall.store.incidents import OPEN, Kept, kept
from oncall.store.tables import attempts, incidents, pages
from oncall.store.waiting import VOICE

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row, Select

C: Final = incidents.c
P: Final = pages.c
A: Final = attempts.c
# A person may have it without any time being set.
AT_REST: Final = ("working", "parked")
MOST: Final = 500


class Suspect(NamedTuple):
    """An open incident, its timer as it is written, and since when a page of it waits."""

    kept: Kept
    due_at: datetime | None
    unsent: datetime | None


def suspects(tx: Connection, now: datetime, late: datetime) -> list[Suspect]:
    """Return open incidents whose time was before `late`, that have none, or wait to be sent.

    Calls that wait for another one to end are not suspect, nor are any while calls are made.
    """
    waits = _unsent(now, late).group_by(P.incident).subquery()
    found = (
        select(*COLUMNS, waits.c.since)
        .outerjoin(waits, waits.c.incident == C.id)
        .where(OPEN)
        .where(
            or_(
                C.due_at < late,
                C.due_at.is_(None) & C.state.not_in(AT_REST),
                waits.c.since.is_not(None),
            )
        )
        .order_by(C.id)
        .limit(MOST)
    )
    rows: list[Row[Any]] = list(tx.execute(found))
    return [Suspect(kept(row), row.due_at, row.since) for row in rows]


def mend(tx: Connection, incident: int, due_at: datetime) -> None:
    """Give an incident its timer back."""
    tx.execute(incidents.update().where(C.id == incident).values(due_at=due_at))


def _unsent(now: datetime, late: datetime) -> Select[Any]:
    began = select(A.id).where(A.channel == VOICE, A.began_at > late)
    # One call a second, a storm: who waits has a turn, as long as anybody is called.
    stuck = ~waiting.held_up(now - LONGEST_CALL) & ~began.exists()
    pending = (P.state == Sent.PENDING.value) & (P.due_at < late)
    pending &= (P.channel != VOICE) | stuck
    lapsed = P.state.in_((Sent.SENDING.value, Sent.DOUBTFUL.value)) & (P.lease_until < late)
    since = func.min(func.coalesce(P.lease_until, P.due_at)).label("since")
    return select(P.incident, since).where(P.incident.is_not(None), or_(pending, lapsed))
