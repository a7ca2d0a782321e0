"""Older versions of rotas, and what made each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import distinct_on

from oncall.localtime import Span
from oncall.store.rotas import assignment
from oncall.store.tables import duty_versions, publications
from oncall.versions import Publication

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from oncall.assignments import Assignment


def at_version(tx: Connection, team: str, number: int, span: Span) -> tuple[Assignment, ...]:
    """Return a team's duties that overlap a stretch, as they were at a version."""
    c = duty_versions.c
    last = (
        select(c.duty, c.person, c.role, c.starts, c.ends, c.bookings, c.withdrawn)
        .ext(distinct_on(c.duty))
        .where(c.team == team, c.version <= number)
        .order_by(c.duty, c.version.desc())
        .subquery()
    )
    wanted = select(last).where(
        ~last.c.withdrawn, last.c.starts < span.end, last.c.ends > span.start
    )
    return tuple(sorted(assignment(row) for row in tx.execute(wanted)))


def publications_of(tx: Connection, team: str, most: int = 50) -> tuple[Publication, ...]:
    """Return the last versions of a team's rota, newest first."""
    c = publications.c
    wanted = select(
        c.team, c.version, c.kind, c.starts, c.ends, c.published_at, c.published_by, c.why, c.draft
    ).where(c.team == team)
    rows = tx.execute(wanted.order_by(c.version.desc()).limit(most))
    return tuple(Publication(team, r.version, r.kind, Span(r.starts, r.ends), *r[5:]) for r in rows)
