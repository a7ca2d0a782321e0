"""The log of every change: only added to, each line chained to the one before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from oncall.store.tables import audit

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    Facts = Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Line:
    """Who did what to what, as it was before and as it is now (JSON, no secrets)."""

    at: datetime
    who: str
    what: str
    subject: str
    before: Facts = None
    after: Facts = None


def note(tx: Connection, line: Line) -> None:
    """Add a line to the log."""
    cells = {field: getattr(line, field) for field in Line.__slots__}
    tx.execute(insert(audit).values(**cells))


def lines(tx: Connection, subject: str | None = None, most: int = 100) -> list[Mapping[str, Any]]:
    """Return the last lines of the log, newest first; of one subject if it is named."""
    c = audit.c
    wanted = select(c.id, c.at, c.who, c.what, c.subject, c.before, c.after)
    if subject is not None:
        wanted = wanted.where(c.subject == subject)
    return [dict(row) for row in tx.execute(wanted.order_by(c.id.desc()).limit(most)).mappings()]
