"""Calendar feeds: which there are, what they were made from, and when they were last used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from oncall.rota_history import Line
from oncall.store.rotas import assignment
from oncall.store.tables import bookings, duty_versions, feeds, publications, rotas

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select

Kind = Literal["person", "team", "customer"]


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed: of whom or what, and how often its link was revoked and used."""

    id: int
    kind: Kind
    subject: str
    generation: int
    made_at: datetime
    revoked_at: datetime | None
    used_at: datetime | None
    used_by: str | None


COLUMNS = tuple(feeds.c[name] for name in FeedRow.__slots__)


def make(tx: Connection, kind: Kind, subject: str, now: datetime) -> bool:
    """Make a feed unless it is there; True if it was made."""
    row = insert(feeds).values(kind=kind, subject=subject, made_at=now)
    made = tx.execute(row.on_conflict_do_nothing().returning(feeds.c.id))
    return made.one_or_none() is not None


def by_id(tx: Connection, feed: int) -> FeedRow | None:
    """Return the feed of that number."""
    return _one(tx, select(*COLUMNS).where(feeds.c.id == feed))


def of(tx: Connection, kind: Kind, subject: str) -> FeedRow | None:
    """Return the feed of a person, team or customer, if one was made."""
    return _one(tx, select(*COLUMNS).where(feeds.c.kind == kind, feeds.c.subject == subject))


def every(tx: Connection) -> list[FeedRow]:
    """Return all feeds, in order."""
    ordered = select(*COLUMNS).order_by(feeds.c.kind, feeds.c.subject)
    return [FeedRow(*row) for row in tx.execute(ordered)]


def revoke(tx: Connection, feed: int, generation: int, now: datetime) -> bool:
    """End a generation of a feed's links; False if somebody else did so before."""
    c = feeds.c
    ended = update(feeds).where(c.id == feed, c.generation == generation)
    return bool(
        tx.execute(ended.values(generation=c.generation + 1, revoked_at=now)).rowcount,
    )


def use(tx: Connection, feed: int, by: str, now: datetime) -> None:
    """Note that a feed was asked for.

    Nobody waits for the disk: that the last minute of this were lost would be no loss.
    """
    tx.execute(text("set local synchronous_commit to off"))
    tx.execute(update(feeds).where(feeds.c.id == feed).values(used_at=now, used_by=by))


def versions(tx: Connection, kind: Kind, subject: str) -> tuple[tuple[str, int], ...]:
    """Return the teams that a feed is made from, and the versions of their rotas.

    A customer's come in the order of the bookings, those that were cancelled included, so that
    the first one stays the first; it is at 0 where no rota was published yet.
    """
    version, team = func.coalesce(rotas.c.version, 0), bookings.c.team
    theirs = duty_versions.c.person == subject
    wanted: dict[Kind, Select[Any]] = {
        "person": _rotas(rotas.c.team.in_(select(duty_versions.c.team).where(theirs))),
        "team": _rotas(rotas.c.team == subject),
        "customer": select(team, version)
        .outerjoin(rotas, rotas.c.team == team)
        .where(bookings.c.customer == subject)
        .group_by(team, version)
        .order_by(func.min(bookings.c.key)),
    }
    return tuple((each, number) for each, number in tx.execute(wanted[kind]))


def _rotas(wanted: ColumnElement[bool]) -> Select[Any]:
    return select(rotas.c.team, rotas.c.version).where(wanted).order_by(rotas.c.team)


def lines(tx: Connection, team: str, after: int, since: datetime) -> tuple[Line, ...]:
    """Return what the versions after that one made of duties which end later than `since`.

    The lines of a duty are in order of their versions.
    """
    c, p = duty_versions.c, publications.c
    rows = tx.execute(
        select(c.duty, c.person, c.role, c.starts, c.ends, c.bookings)
        .add_columns(c.version, p.published_at, c.withdrawn)
        .join(publications, (p.team == c.team) & (p.version == c.version))
        .where(c.team == team, c.version > after, c.ends > since)
        .order_by(c.version, c.duty)
    )
    return tuple(
        Line(assignment(row), row.version, row.published_at, row.withdrawn) for row in rows
    )


def _one(tx: Connection, wanted: Select[Any]) -> FeedRow | None:
    row = tx.execute(wanted).one_or_none()
    return None if row is None else FeedRow(*row)
