"""Gaps of published rotas, open until they are closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from oncall.localtime import Span
from oncall.store.tables import gaps, publications

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from oncall.rota import BookedGap


@dataclass(frozen=True, slots=True)
class OpenGap:
    """A gap that planners have been told of."""

    id: int
    team: str
    role: str
    span: Span
    bookings: tuple[str, ...]
    missing: int


def open_gaps(tx: Connection, team: str) -> tuple[OpenGap, ...]:
    """Return a team's open gaps in order of time; nobody else changes them meanwhile."""
    c = gaps.c
    mine = (c.team == team) & c.closed_at.is_(None)
    return _gaps(tx, mine)


def due(tx: Connection, now: datetime) -> tuple[OpenGap, ...]:
    """Return the open gaps, of any team, of which planners are to be told again."""
    return _gaps(tx, gaps.c.closed_at.is_(None) & (gaps.c.due_at <= now))


def add(tx: Connection, team: str, gap: BookedGap, now: datetime, due_at: datetime) -> int:
    """Note a gap; return its number."""
    row = {
        "team": team,
        "role": gap.role,
        "starts": gap.start,
        "ends": gap.end,
        "bookings": [booking.id for booking in gap.bookings],
        "missing": gap.missing,
        "found_at": now,
        "due_at": due_at,
    }
    found: int = tx.execute(insert(gaps).values(row).returning(gaps.c.id)).scalar_one()
    return found


def close(tx: Connection, number: int, now: datetime) -> None:
    """Note that a gap is closed, or over."""
    tx.execute(update(gaps).where(gaps.c.id == number).values(closed_at=now, due_at=None))


def put_off(tx: Connection, number: int, due_at: datetime) -> None:
    """Note when planners are told of a gap again."""
    tx.execute(update(gaps).where(gaps.c.id == number).values(due_at=due_at))


def published_spans(tx: Connection, team: str, after: datetime) -> tuple[Span, ...]:
    """Return the stretches that versions of a team's rota were about and that are not over."""
    c = publications.c
    wanted = select(c.starts, c.ends).where(c.team == team, c.ends > after)
    return tuple(Span(row.starts, row.ends) for row in tx.execute(wanted))


def _gaps(tx: Connection, wanted: object) -> tuple[OpenGap, ...]:
    c = gaps.c
    rows = tx.execute(
        select(c.id, c.team, c.role, c.starts, c.ends, c.bookings, c.missing)
        .where(wanted)  # type: ignore[arg-type]
        .order_by(c.starts, c.role, c.id)
        .with_for_update()
    )
    return tuple(
        OpenGap(r.id, r.team, r.role, Span(r.starts, r.ends), tuple(r.bookings), r.missing)
        for r in rows
    )
