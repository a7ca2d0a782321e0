"""Calendar feeds: which there are, what they were made from, and when they were last used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from oncall.folder.faults import FaultList
from oncall.folder.read import read_tables
from oncall.folder.schema import TABLES
from oncall.folder.tables import Table
from oncall.rota_history import Line
from oncall.store.rotas import assignment
from oncall.store.tables import (
    SHEETS,
    bookings,
    duty_versions,
    feeds,
    installation,
    publications,
    rotas,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select

    from oncall.bookings import Booking

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
    """Note that a feed was asked for."""
    tx.execute(update(feeds).where(feeds.c.id == feed).values(used_at=now, used_by=by))


def state(tx: Connection) -> tuple[str, int]:
    """Return which installation this is, and how often its sheets have changed."""
    row = tx.execute(select(installation.c.id, installation.c.revision)).one()
    return row.id, row.revision


def versions(tx: Connection, kind: Kind, subject: str) -> tuple[tuple[str, int], ...]:
    """Return the teams that a feed is made from, in order, and the versions of their rotas."""
    teams: dict[Kind, Select[Any]] = {
        "person": select(duty_versions.c.team).where(duty_versions.c.person == subject),
        "customer": select(bookings.c.team).where(bookings.c.customer == subject),
    }
    mine = rotas.c.team == subject if kind == "team" else rotas.c.team.in_(teams[kind])
    wanted = select(rotas.c.team, rotas.c.version).where(mine).order_by(rotas.c.team)
    return tuple((row.team, row.version) for row in tx.execute(wanted))


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


def called_off(
    tx: Connection, customer: str, since: datetime
) -> tuple[tuple[Booking, datetime], ...]:
    """Return a customer's bookings that were cancelled before they began, and when."""
    c = bookings.c
    wanted = select(c.id, c.cancelled_at).where(c.customer == customer, c.cancelled_at >= since)
    when = {row.id: row.cancelled_at for row in tx.execute(wanted)}
    if not when:
        return ()
    tables = {name: _table(tx, name) for name in ("sites", "teams", "people", "bookings")}
    found = read_tables(tables, FaultList(), "the database").bookings
    return tuple((found[booking], at) for booking, at in sorted(when.items()))


def _table(tx: Connection, name: str) -> Table:
    """Return a sheet with all of its rows, also those that were cancelled."""
    sheet = SHEETS[name]
    columns = [column.name for column in TABLES[name]]
    rows = tx.execute(select(sheet.c.key, *(sheet.c[column] for column in columns)))
    return Table(name, [(0, columns), *((key, list(cells)) for key, *cells in rows)])


def _one(tx: Connection, wanted: Select[Any]) -> FeedRow | None:
    row = tx.execute(wanted).one_or_none()
    return None if row is None else FeedRow(*row)
