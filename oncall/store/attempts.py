"""Attempts to hand pages over: looked at, changed, and those of which nobody knows the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, select, update

from oncall.incidents.sending import LEASE, Errand, Sent
from oncall.store.tables import attempts, incidents, pages

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection, Row

P: Final = pages.c
A: Final = attempts.c
ADOPTING: Final = 0x61646F70
# Asked for several times a page: made once, they cost a third less.
LOCKED: Final = select(attempts).where(A.id == bindparam("attempt")).with_for_update()
CHANGE: Final = update(attempts).where(A.id == bindparam("attempt"))
PAGES: Final = (
    select(pages).where(P.attempt == bindparam("attempt")).order_by(P.id).with_for_update()
)


def locked(tx: Connection, id_: str) -> Row[Any] | None:
    """Return an attempt, and let nobody else change it before the transaction ends."""
    return tx.execute(LOCKED, {"attempt": id_}).one_or_none()


def change(tx: Connection, id_: str, **values: Any) -> None:
    """Write something of an attempt."""
    tx.execute(CHANGE, {**values, "attempt": id_})


def pages_of(tx: Connection, attempt_id: str) -> list[Row[Any]]:
    """Return the pages whose latest attempt it is, locked in order."""
    return list(tx.execute(PAGES, {"attempt": attempt_id}))


def one_by_one(tx: Connection, address: str) -> None:
    """Let nobody else adopt what a carrier lists for an address before the transaction ends."""
    tx.execute(select(func.pg_advisory_xact_lock(ADOPTING, func.hashtext(address))))


def known_sids(tx: Connection, sids: Collection[str]) -> set[str]:
    """Return which of the carrier's ids belong to attempts already."""
    return set(tx.execute(select(A.sid).where(A.sid.in_(sids))).scalars())


def lapsed(tx: Connection, now: datetime, most: int) -> list[str]:
    """Return attempts whose sender has not been heard of since its lease lapsed."""
    gone = (P.state == Sent.SENDING.value) & (P.lease_until <= now)
    found = select(P.attempt).where(gone).limit(most).with_for_update(skip_locked=True)
    return sorted(set(tx.execute(found).scalars()))


def doubtful(tx: Connection, now: datetime, most: int) -> list[Errand]:
    """Return what is still doubtful after its time, for the carrier's list to be asked.

    Others do not ask for the same before a lease has gone by.
    """
    open_ = (P.state == Sent.DOUBTFUL.value) & (P.lease_until <= now)
    found = select(P.id, P.attempt).where(open_).order_by(P.lease_until).limit(most)
    some = tx.execute(found.with_for_update(skip_locked=True)).all()
    if not some:
        return []
    mine = P.id.in_([row.id for row in some])
    tx.execute(update(pages).where(mine).values(lease_until=now + LEASE))
    ids = {row.attempt for row in some}
    rows = tx.execute(select(attempts).where(A.id.in_(ids)).order_by(A.began_at))
    return [errand(row) for row in rows]


def others_alive(tx: Connection, page: Row[Any]) -> bool:
    """Tell whether anything else may still reach the person about the incident at that rung."""
    alive = [each.value for each in Sent if each.may_come]
    # What one rung is for was written at one instant.
    same = (P.incident == page.incident) & (P.person == page.person) & (P.made_at == page.made_at)
    found = select(P.id).where(same, P.id != page.id, P.state.in_(alive))
    return tx.execute(found.limit(1)).one_or_none() is not None


def teams_of(tx: Connection, some: Collection[int]) -> list[str]:
    """Return the teams that pages are about."""
    found = select(incidents.c.team).join(pages, P.incident == incidents.c.id)
    return sorted(set(tx.execute(found.where(P.id.in_(some))).scalars()))


def errand(row: Row[Any]) -> Errand:
    """Return the errand of an attempt's row."""
    return Errand(
        row.id,
        tuple(row.pages),
        row.person,
        row.channel,
        row.address,
        row.began_at,
    )
