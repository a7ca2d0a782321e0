"""Pages on their way: claimed under a lease, attempts before they are made, and what became."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, func, or_, select, update

from oncall.hotline.call import Place
from oncall.incidents.incident import State
from oncall.incidents.sending import Errand, Sent
from oncall.store.bulk import insert_rows, update_rows
from oncall.store.tables import attempts, calls, incidents, pages

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Row, Select

P: Final = pages.c
ABOUT: Final = incidents.c
CHANGE: Final = update(pages).where(P.id.in_(bindparam("some", expanding=True)))
WORDS: Final = (
    select(P.person, P.channel, P.purpose, P.language, P.message, P.code, P.late, P.expires_at)
    .add_columns(ABOUT.number, ABOUT.customer, ABOUT.caller, ABOUT.phone, ABOUT.description)
    .outerjoin_from(pages, incidents, ABOUT.id == P.incident)
    .where(P.attempt == bindparam("attempt"))
    .order_by(P.id)
    .limit(1)
)
CLIMBS: Final = (State.REPORTED.value, State.PAGING.value)


def begin(tx: Connection, errands: Sequence[Errand], worker: str, until: datetime) -> None:
    """Write attempts before they are made, and give their pages to a worker until then."""
    rows = [
        (each.attempt, each.pages, each.person, each.channel, each.address, each.began_at)
        for each in errands
    ]
    names = ("id", "pages", "person", "channel", "address", "began_at")
    insert_rows(tx, attempts, names, rows, same={"sender": worker, "state": "sending"})
    held = {"state": Sent.SENDING.value, "worker": worker, "lease_until": until}
    taken = [(page, each.attempt) for each in errands for page in each.pages]
    update_rows(tx, pages, ("id", "attempt"), taken, same=held)


def change(tx: Connection, some: Collection[int], **values: Any) -> None:
    """Write something of pages."""
    if some:
        tx.execute(CHANGE, {**values, "some": list(some)})


def give_codes(tx: Connection, codes: Mapping[int, int]) -> None:
    """Write what replies to pages begin with."""
    update_rows(tx, pages, ("id", "code"), codes.items())


def still(tx: Connection, errand: Errand, worker: str, now: datetime) -> tuple[int, ...]:
    """Return which pages of an errand are still to be sent by a worker, whose lease holds."""
    asked = {"pages": errand.pages, "attempt": errand.attempt, "worker": worker, "now": now}
    return tuple(tx.execute(_still(), asked).scalars())


def wanted(tx: Connection, some: Collection[int]) -> set[int]:
    """Return which pages are still wanted, whoever sends them."""
    found = select(P.id).outerjoin(incidents, incidents.c.id == P.incident)
    return set(tx.execute(found.where(P.id.in_(some), wanted_now())).scalars())


def next_due(tx: Connection, now: datetime) -> datetime | None:
    """Return when the next page is to be sent or a lease lapses; calls may have to wait longer."""
    pending = select(func.min(P.due_at)).where(P.state == Sent.PENDING.value, P.due_at > now)
    leased = select(func.min(P.lease_until)).where(P.lease_until.is_not(None))
    found = [tx.execute(each).scalar_one() for each in (pending, leased)]
    return min((each for each in found if each is not None), default=None)


def words(tx: Connection, attempt: str) -> Row[Any]:
    """Return the first page of an attempt, with what is told of its incident if it has one."""
    return tx.execute(WORDS, {"attempt": attempt}).one()


@cache  # asked for once a page
def _still() -> Select[int]:
    mine = P.id.in_(bindparam("pages", expanding=True)) & (P.attempt == bindparam("attempt"))
    mine &= (P.worker == bindparam("worker")) & (P.lease_until > bindparam("now"))
    mine &= P.state == Sent.SENDING.value
    found = select(P.id).outerjoin(incidents, incidents.c.id == P.incident)
    return found.where(mine, wanted_now()).order_by(P.id)


def wanted_now() -> ColumnElement[bool]:
    """Return what tells of pages whether they are wanted, beside their incidents.

    One about a fault is while nobody has it, by who has not said no; others are by whom they are
    for. A call to be connected is while there is somebody to be connected with.
    """
    waits = select(calls.c.sid).where(calls.c.incident == P.incident, calls.c.ended_at.is_(None))
    waits = waits.where(calls.c.place.in_((Place.WAITING.value, Place.TAKEN.value)))
    climbs = incidents.c.state.in_(CLIMBS) & (P.person != func.all(incidents.c.refused))
    return or_(
        P.purpose.not_in(("fault", "connect")),
        (P.purpose == "fault") & climbs,
        (P.purpose == "connect") & (incidents.c.holder == P.person) & waits.exists(),
    )
