"""Pages as they wait to be sent: written with the decision, withdrawn by an acceptance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import select, update

from oncall.incidents.deciding import Purpose
from oncall.incidents.ladder import Channel
from oncall.incidents.sending import Sent
from oncall.store.bulk import insert_rows
from oncall.store.tables import pages

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

C: Final = pages.c
MAY_COME: Final = tuple(each.value for each in Sent if each.may_come)


class Intent(NamedTuple):
    """An intention to reach a person on one way.

    It is for an incident at a version of it, or for a message. It is sent from `due_at` on, and no
    more after `expires_at`; `late` is seconds.
    """

    key: str
    person: str
    channel: str
    address: str
    purpose: str
    language: str
    due_at: datetime
    expires_at: datetime
    incident: int | None = None
    version: int | None = None
    message: int | None = None
    late: int = 0


def intend(tx: Connection, some: Collection[Intent], now: datetime) -> None:
    """Write intentions; one whose key is known is there already."""
    same = {"made_at": now, "state": "pending"}
    insert_rows(tx, pages, Intent._fields, some, same=same, known="key")


def withdraw(tx: Connection, incidents: Collection[int], person: str | None = None) -> None:
    """Take back what has not been sent for incidents, to one person if they are named."""
    if not incidents:
        return
    wanted = C.incident.in_(incidents) & (C.state == Sent.PENDING.value)
    if person is not None:
        wanted &= C.person == person
    tx.execute(update(pages).where(wanted).values(state="withdrawn"))


def is_texted(tx: Connection, incident: int, person: str) -> bool:
    """Tell whether somebody has a text of an incident, or one is on its way."""
    return _may_come(tx, incident, person, C.channel == Channel.SMS.value)


def is_rung(tx: Connection, incident: int, person: str | None) -> bool:
    """Tell whether somebody is called to be connected with the caller of an incident."""
    return _may_come(tx, incident, person, C.purpose == Purpose.CONNECT.value)


def is_offered(tx: Connection, incident: int, person: str, since: datetime) -> bool:
    """Tell whether somebody was offered an incident since an instant, and may still hear of it."""
    offered = C.purpose == Purpose.OFFERED.value
    return _may_come(tx, incident, person, offered & (C.made_at > since))


def give_up(tx: Connection, keys: Collection[str], why: str) -> None:
    """Write that pages can't be sent."""
    tx.execute(update(pages).where(C.key.in_(keys)).values(state="failed", why=why))


def _may_come(tx: Connection, incident: int, person: str | None, what: ColumnElement[bool]) -> bool:
    """Tell whether somebody has a page of a kind for an incident, or one is on its way."""
    mine = (C.incident == incident) & (C.person == person) & what & C.state.in_(MAY_COME)
    return tx.execute(select(C.id).where(mine).limit(1)).first() is not None
