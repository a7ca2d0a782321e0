"""What people answer to: the pages of an attempt, what waits for a person, codes of addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from oncall.incidents.sending import Sent
from oncall.store.incident_rows import COLUMNS
from oncall.store.incidents import OPEN, kept
from oncall.store.tables import attempts, incidents, messages, pages, replies

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from oncall.store.incidents import Kept

P: Final = pages.c
A: Final = attempts.c


def attempt(tx: Connection, id_: str) -> Row[Any] | None:
    """Return an attempt as it stands; nothing is locked for it."""
    return tx.execute(select(attempts).where(A.id == id_)).one_or_none()


def pages_of_call(tx: Connection, call: Row[Any]) -> list[Row[Any]]:
    """Return the pages that a call is for: its own, and those that have come to wait since.

    In the order of their incidents; the newest page of each.
    """
    since = and_(
        P.person == call.person,
        P.address == call.address,
        P.channel == call.channel,
        P.state == Sent.PENDING.value,
        P.incident.is_not(None),
    )
    found = select(pages).where(or_(P.id.in_(call.pages), since)).order_by(P.incident, P.id)
    rows = {(row.incident or -row.id): row for row in tx.execute(found)}
    return list(rows.values())


def by_ids(tx: Connection, some: Collection[int]) -> dict[int, Kept]:
    """Return incidents by their ids."""
    found = select(*COLUMNS).where(incidents.c.id.in_(some))
    return {row.id: kept(row) for row in tx.execute(found)}


def texted(tx: Connection, address: str) -> list[Row[Any]]:
    """Return the latest page of each open incident that has a code at an address.

    After them, so that a late answer is understood, come those of the newest that are over.
    """
    newest = (
        select(pages, OPEN.label("is_open"))
        .join(incidents, incidents.c.id == P.incident)
        .where(P.address == address, P.channel == "sms", P.code.is_not(None))
        .order_by(OPEN.desc(), P.id.desc())
        .limit(200)
    )
    rows: dict[int, Row[Any]] = {}
    for row in tx.execute(newest):
        rows.setdefault(row.incident, row)
    return list(rows.values())


def taken_codes(tx: Connection, addresses: Collection[str], since: datetime) -> list[Row[Any]]:
    """Return (address, incident, code) of all open incidents at addresses, and of texts since."""
    found = (
        select(P.address, P.incident, P.code)
        .distinct()
        .join(incidents, incidents.c.id == P.incident)
        .where(P.address.in_(addresses), P.code.is_not(None), OPEN | (P.made_at > since))
    )
    return list(tx.execute(found))


def message(tx: Connection, id_: int) -> Row[Any]:
    """Return the message that a page is to tell."""
    return tx.execute(select(messages).where(messages.c.id == id_)).one()


def known_at(tx: Connection, address: str) -> Row[Any] | None:
    """Return the latest page that was sent to an address by text; None if none ever was."""
    found = select(pages).where(P.address == address, P.channel == "sms").order_by(P.id.desc())
    return tx.execute(found.limit(1)).one_or_none()


def last_test(tx: Connection, address: str, since: datetime) -> Row[Any] | None:
    """Return the latest test page to an address by text."""
    mine = (P.address == address) & (P.purpose == "test") & (P.channel == "sms")
    found = select(pages).where(mine, P.made_at >= since).order_by(P.id.desc()).limit(1)
    return tx.execute(found).one_or_none()


def reply(tx: Connection, sid: str) -> Row[Any] | None:
    """Return what was answered to a text that came in before."""
    return tx.execute(select(replies).where(replies.c.sid == sid)).one_or_none()


def claim(tx: Connection, sid: str, now: datetime) -> bool:
    """Take a text that came in; tell if nobody had. Who takes the same one meanwhile waits."""
    mine = insert_or(replies).values(sid=sid, at=now).on_conflict_do_nothing()
    return tx.execute(mine.returning(replies.c.sid)).one_or_none() is not None


def answered(tx: Connection, sid: str, answer: str | None) -> None:
    """Write what a text that was taken is answered."""
    tx.execute(update(replies).where(replies.c.sid == sid).values(answer=answer))


def note_reply(tx: Connection, sid: str, answer: str | None, now: datetime) -> None:
    """Remember what was answered to a text."""
    row = {"sid": sid, "at": now, "answer": answer}
    tx.execute(insert_or(replies).values(**row).on_conflict_do_nothing())
