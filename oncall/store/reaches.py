"""How people are reached, as they have said themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ARRAY, Text, any_, delete, literal, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import Reach
from oncall.store.tables import people, quiet_hours, reaches

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Connection, Row

R: Final = reaches.c


def of_people(tx: Connection, who: Collection[str]) -> dict[str, list[Reach]]:
    """Return the ways of each of these people, in the order in which they were entered."""
    c = reaches.c
    found: dict[str, list[Reach]] = {person: [] for person in who}
    if not found:
        return found
    # One list instead of a parameter for each: there may be hundreds in a batch of timers.
    some = c.person == any_(literal(sorted(who), ARRAY(Text)))
    for row in tx.execute(select(reaches).where(some).order_by(c.delay, c.id)):
        found[row.person].append(
            Reach(
                Channel(row.channel),
                row.address,
                timedelta(seconds=row.delay),
                row.verified_at is not None,
                row.opted_out_at is not None,
            )
        )
    return found


def rows_of(tx: Connection, person: str) -> list[Row[Any]]:
    """Return a person's ways with all that is known of them."""
    return list(tx.execute(select(reaches).where(R.person == person).order_by(R.delay, R.id)))


def locked(tx: Connection, person: str, id_: int) -> Row[Any] | None:
    """Return one of a person's ways, and let nobody else change it before the end."""
    found = select(reaches).where(R.person == person, R.id == id_).with_for_update()
    return tx.execute(found).one_or_none()


def by_id(tx: Connection, id_: int) -> Row[Any] | None:
    """Return a way by its number."""
    return tx.execute(select(reaches).where(R.id == id_)).one_or_none()


def ensure(tx: Connection, person: str, channel: str, address: str, now: datetime) -> int:
    """Return the number of a way, which is entered if it is not there."""
    row = {"person": person, "channel": channel, "address": address, "made_at": now}
    tx.execute(insert_or(reaches).values(**row).on_conflict_do_nothing())
    same = (R.person == person) & (R.channel == channel) & (R.address == address)
    return int(tx.execute(select(R.id).where(same)).scalar_one())


def change(tx: Connection, id_: int, **values: Any) -> None:
    """Write something of a way."""
    tx.execute(update(reaches).where(R.id == id_).values(**values))


def remove(tx: Connection, id_: int) -> None:
    """Take a way out."""
    tx.execute(delete(reaches).where(R.id == id_))


def opt_out(tx: Connection, errand: tuple[str, str, str], now: datetime) -> None:
    """Write that a (person, channel, address) is to be used no more; of people that we know.

    The planner's number is remembered so too, for what a person says themselves goes before it.
    """
    person, channel, address = errand
    if tx.execute(select(people.c.id).where(people.c.id == person)).one_or_none() is not None:
        change(tx, ensure(tx, person, channel, address, now), opted_out_at=now)


def at(tx: Connection, channel: str, address: str) -> list[Row[Any]]:
    """Return all people's ways that are this one."""
    found = select(reaches).where(R.channel == channel, R.address == address)
    return list(tx.execute(found))


def quiet(tx: Connection, who: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return when people want quiet, as minutes of their local day."""
    found = select(quiet_hours).where(quiet_hours.c.person.in_(who))
    return {row.person: (row.starts, row.ends) for row in tx.execute(found)}


def set_quiet(tx: Connection, person: str, hours: tuple[int, int] | None) -> None:
    """Write when somebody wants quiet, None for never."""
    tx.execute(delete(quiet_hours).where(quiet_hours.c.person == person))
    if hours is not None:
        row = {"person": person, "starts": hours[0], "ends": hours[1]}
        tx.execute(insert_or(quiet_hours).values(**row))
