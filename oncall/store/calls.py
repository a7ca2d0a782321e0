"""Calls to the hotline in the database: written first, found again by the carrier's id."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, func, select, true, update
from sqlalchemy.dialects.postgresql import insert

from oncall.hotline.call import AWAITED, IN_REACH, Call, Place
from oncall.hotline.callers import Tries
from oncall.hotline.serving import Help
from oncall.store.tables import calls, pin_tries, recordings

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, ScalarSelect

C: Final = calls.c
NAMES: Final = tuple(each.name for each in fields(Call))
# Each webhook asks these. To put a statement together takes longer than to answer it.
GOT: Final = select(calls).where(C.sid == bindparam("of"))
LOCKED: Final = GOT.with_for_update()
SINCE: Final = func.coalesce(C.waits_since, C.began_at)
BEGUN: Final = insert(calls).on_conflict_do_nothing()
WRITTEN: Final = update(calls).where(C.sid == bindparam("of"))
ALONE: Final = select(func.pg_advisory_xact_lock(func.hashtext(bindparam("name"))))
TRIED: Final = insert(pin_tries)
FORGIVEN: Final = delete(pin_tries).where(
    pin_tries.c.caller == bindparam("caller"), pin_tries.c.at == bindparam("at")
)
# Of a flood no more are counted than any limit is.
ENOUGH: Final = 1000


def _tries(which: ColumnElement[bool]) -> ScalarSelect[int]:
    some = select(pin_tries.c.id).where(which, pin_tries.c.at > bindparam("since")).limit(ENOUGH)
    return select(func.count()).select_from(some.subquery()).scalar_subquery()


COUNTED: Final = select(
    _tries(bindparam("of") == pin_tries.c.caller).label("mine"), _tries(true()).label("all")
)


def begin(tx: Connection, call: Call) -> None:
    """Write a call; one that is known stays as it is."""
    tx.execute(BEGUN, _values(call))


def locked(tx: Connection, sid: str) -> Call | None:
    """Return a call, and let nobody else change it before the transaction ends."""
    row = tx.execute(LOCKED, {"of": sid}).one_or_none()
    return None if row is None else _call(row)


def get(tx: Connection, sid: str) -> Call | None:
    """Return a call."""
    row = tx.execute(GOT, {"of": sid}).one_or_none()
    return None if row is None else _call(row)


def write(tx: Connection, call: Call) -> None:
    """Write how a call stands that was locked."""
    tx.execute(WRITTEN, _values(call) | {"of": call.sid})


def of_incident(tx: Connection, incident: int) -> list[Call]:
    """Return the calls about an incident, the first first."""
    found = select(calls).where(C.incident == incident).order_by(C.began_at, C.sid)
    return [_call(row) for row in tx.execute(found)]


def waited_for(tx: Connection, incidents: Collection[int], now: datetime) -> frozenset[int]:
    """Return which of some incidents have a caller in their queue, or about to be in it.

    Not for longer than anybody waits: the end of a call may never be told.
    """
    waiting = C.place.in_([each.value for each in IN_REACH]) & C.ended_at.is_(None)
    waiting &= (C.help == Help.STANDBY.value) & (now - AWAITED < SINCE)
    found = select(C.incident).where(C.incident.in_(incidents), waiting).distinct()
    return frozenset(tx.execute(found).scalars())


def move(tx: Connection, incident: int, into: int) -> None:
    """Let the calls about an incident be about another: who waits, waits for that one."""
    tx.execute(update(calls).where(C.incident == incident).values(incident=into))


def dialled(tx: Connection, incidents: Collection[int]) -> dict[int, str]:
    """Return which of our numbers was dialled about incidents, by the latest call."""
    found = select(C.incident, C.number).where(C.incident.in_(incidents)).order_by(C.began_at)
    return {row.incident: row.number for row in tx.execute(found)}


def silent(tx: Connection, before: datetime, most: int) -> list[Call]:
    """Return calls that talk to nobody, since before an instant, and of whose end nobody told."""
    alone = (C.place != Place.TALKING.value) & C.ended_at.is_(None)
    old = (C.began_at < before) & (before > SINCE)
    found = select(calls).where(alone, old).order_by(C.began_at).limit(most)
    return [_call(row) for row in tx.execute(found)]


def latest(tx: Connection, most: int) -> list[Call]:
    """Return the latest calls, the newest first."""
    found = select(calls).order_by(C.began_at.desc(), C.sid).limit(most)
    return [_call(row) for row in tx.execute(found)]


def count_try(tx: Connection, caller: str, since: datetime, now: datetime) -> Tries:
    """Count a try of a PIN, and return how many there were since before it, right ones left out.

    Tries of one number wait for each other, so that none of many at once is missed.
    """
    tx.execute(ALONE, {"name": f"pin {caller}"})
    row = tx.execute(COUNTED, {"of": caller, "since": since}).one()
    tx.execute(TRIED, {"caller": caller, "at": now})
    return Tries(row.mine, row.all)


def forgive(tx: Connection, caller: str, at: datetime) -> None:
    """Take back the try of an instant, for it was right."""
    tx.execute(FORGIVEN, {"caller": caller, "at": at})


def forget_tries(tx: Connection, before: datetime) -> None:
    """Forget tries that count no more."""
    tx.execute(delete(pin_tries).where(pin_tries.c.at < before))


def recorded(tx: Connection, made: dict[str, Any]) -> bool:
    """Write a recorded message; tell whether it is a new one."""
    added = insert(recordings).values(**made).on_conflict_do_nothing()
    return bool(tx.execute(added.returning(recordings.c.sid)).first())


def recordings_of(tx: Connection, incident: int) -> dict[str, str]:
    """Return the addresses of an incident's messages that are not deleted, by what notes call them.

    A note lasts, and says nothing of where its message lies.
    """
    r = recordings.c
    mine = select(r.sid, r.url).where(r.incident == incident, r.deleted_at.is_(None))
    return {f"recording {sid}": url for sid, url in tx.execute(mine)}


def old_recordings(tx: Connection, before: datetime, most: int) -> list[str]:
    """Return recordings that were made before an instant and are not deleted, the oldest first."""
    r = recordings.c
    old = select(r.sid).where(r.deleted_at.is_(None), r.at < before).order_by(r.at).limit(most)
    return list(tx.execute(old).scalars())


def recordings_deleted(tx: Connection, some: Collection[str], now: datetime) -> None:
    """Write that recordings are deleted, with their addresses."""
    mine = recordings.c.sid.in_(some)
    tx.execute(update(recordings).where(mine).values(deleted_at=now, url=""))


def _values(call: Call) -> dict[str, Any]:
    known = {name: getattr(call, name) for name in NAMES}
    return known | {"place": call.place.value, "help": call.help.value if call.help else None}


def _call(row: Row[Any]) -> Call:
    known = {name: getattr(row, name) for name in NAMES}
    known |= {"place": Place(row.place), "help": Help(row.help) if row.help else None}
    return Call(**known)
