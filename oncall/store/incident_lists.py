"""Incidents to look at: lists of them, and all that was tried for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import case, func, literal, select
from sqlalchemy.dialects.postgresql import aggregate_order_by

from oncall.store.incident_rows import COLUMNS
from oncall.store.incidents import OPEN, kept
from oncall.store.tables import attempts, incident_events, incidents, pages

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from oncall.store.incidents import Kept

C: Final = incidents.c
P: Final = pages.c
A: Final = attempts.c


class Try(NamedTuple):
    """A page to a person on one way, and the latest attempt to bring it.

    `rung` is what its key begins with, `state` how far it is, `why` a carrier's word or a sentence;
    `tries` is how often it was handed over, or might have been.
    """

    id: int
    rung: str
    person: str
    channel: str
    address: str
    purpose: str
    state: str
    why: str | None
    made_at: datetime
    due_at: datetime
    began_at: datetime | None
    ended_at: datetime | None
    heard: str | None
    code: str | None
    tries: int


def open_ones(tx: Connection, team: str | None, most: int) -> tuple[int, list[Kept]]:
    """Return how many incidents are open, and so many of them, what hurts first first.

    Roughly so: whoever shows them orders them by what they need.
    """
    wanted = OPEN & _of(team)
    count = int(tx.execute(select(func.count()).where(wanted)).scalar_one())
    first = case((C.holder.is_(None), 0), (C.state == "accepted", 1), else_=2)
    found = select(*COLUMNS).where(wanted).order_by(first, C.due_at, C.id.desc()).limit(most)
    return count, [kept(row) for row in tx.execute(found)]


def closed_ones(tx: Connection, team: str | None, most: int) -> list[Kept]:
    """Return the newest incidents that are over."""
    found = select(*COLUMNS).where(~OPEN & _of(team)).order_by(C.id.desc()).limit(most)
    return [kept(row) for row in tx.execute(found)]


def number_of(tx: Connection, incident: int) -> str | None:
    """Return the ticket number of an incident."""
    found: str | None = tx.execute(select(C.number).where(C.id == incident)).scalar_one_or_none()
    return found


def mark(tx: Connection, number: str) -> str | None:
    """Return by what one sees whether anything about an incident has changed; None without one."""
    last = select(func.max(incident_events.c.id)).where(incident_events.c.incident == C.id)
    told = P.state + func.coalesce(P.attempt, "") + func.coalesce(P.why, "")
    tried = select(func.md5(func.string_agg(told, aggregate_order_by(literal(","), P.id))))
    tried = tried.where(P.incident == C.id)
    found = select(C.version, last.scalar_subquery(), tried.scalar_subquery())
    row = tx.execute(found.where(C.number == number)).one_or_none()
    return None if row is None else "-".join(str(part or 0) for part in row)


def tries(tx: Connection, incident: int, since: datetime) -> tuple[Try, ...]:
    """Return who was to be reached for an incident and what became of it, in order of time."""
    some = list(tx.execute(select(pages).where(P.incident == incident).order_by(P.id)))
    people = {row.person for row in some}
    made = select(attempts).where(A.person.in_(people), A.began_at >= since).order_by(A.began_at)
    by_page: dict[int, list[Any]] = {}
    for attempt in tx.execute(made):
        for page in attempt.pages:
            by_page.setdefault(page, []).append(attempt)
    return tuple(_try(row, by_page.get(row.id, [])) for row in some)


def _try(page: Any, made: list[Any]) -> Try:
    last = made[-1] if made else None
    return Try(
        page.id,
        "/".join(page.key.split("/")[:3]),
        page.person,
        page.channel,
        page.address,
        page.purpose,
        page.state,
        page.why,
        page.made_at,
        page.due_at,
        last and last.began_at,
        last and last.ended_at,
        last and last.heard,
        last and last.code,
        len(made),
    )


def _of(team: str | None) -> ColumnElement[bool]:
    return C.team == team if team else C.id > 0
