"""Swaps: offered, accepted, taken back, or lapsed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, update

from oncall.store.tables import swaps

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Select


@dataclass(frozen=True, slots=True)
class Swap:
    """A duty that its holder would give away, to `taker` or anybody, perhaps for another one."""

    id: int
    team: str
    duty: int
    for_duty: int | None
    giver: str
    taker: str | None
    why: str
    state: str
    offered_at: datetime


def offer(tx: Connection, swap: Swap) -> int:
    """Write an offer and return its number."""
    cells = {name: getattr(swap, name) for name in Swap.__slots__ if name != "id"}
    found: int = tx.execute(insert(swaps).values(**cells).returning(swaps.c.id)).scalar_one()
    return found


def swap(tx: Connection, number: int) -> Swap | None:
    """Return a swap, which nobody else changes meanwhile; None if there is none."""
    row = tx.execute(_columns().where(swaps.c.id == number).with_for_update()).one_or_none()
    return None if row is None else Swap(*row)


def swaps_of(tx: Connection, team: str, state: str | None = None) -> tuple[Swap, ...]:
    """Return a team's swaps, newest first; in one state if it is named."""
    wanted = _columns().where(swaps.c.team == team)
    if state is not None:
        wanted = wanted.where(swaps.c.state == state)
    return tuple(Swap(*row) for row in tx.execute(wanted.order_by(swaps.c.id.desc())))


def read(tx: Connection, number: int) -> Swap | None:
    """Return a swap as it stands, None if there is none."""
    row = tx.execute(_columns().where(swaps.c.id == number)).one_or_none()
    return None if row is None else Swap(*row)


def newest(tx: Connection, team: str | None, most: int) -> tuple[Swap, ...]:
    """Return what is on offer, then the newest of what was decided; of one team if it is named."""
    wanted = _columns().order_by(swaps.c.id.desc())
    if team is not None:
        wanted = wanted.where(swaps.c.team == team)
    is_offered = swaps.c.state == "offered"
    rows = (tx.execute(wanted.where(is_offered)), tx.execute(wanted.where(~is_offered).limit(most)))
    return tuple(Swap(*row) for some in rows for row in some)


def offered(tx: Connection) -> tuple[Swap, ...]:
    """Return the offers of all teams that nobody has taken, which nobody else changes meanwhile."""
    wanted = _columns().where(swaps.c.state == "offered").order_by(swaps.c.id).with_for_update()
    return tuple(Swap(*row) for row in tx.execute(wanted))


def decide(tx: Connection, number: int, state: str, at: datetime, taker: str | None = None) -> None:
    """Note what became of an offer, and who took it."""
    values: dict[str, object] = {"state": state, "decided_at": at}
    if taker is not None:
        values["taker"] = taker
    tx.execute(update(swaps).where(swaps.c.id == number).values(values))


def _columns() -> Select[Any]:
    c = swaps.c
    return select(c.id, c.team, c.duty, c.for_duty, c.giver, c.taker, c.why, c.state, c.offered_at)
