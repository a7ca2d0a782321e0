"""Days whose working time is used up, and the further standby days that came of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from oncall.localtime import MINUTE, Span
from oncall.spent import FurtherDay, SpentDay
from oncall.store.tables import further_days, spent_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from sqlalchemy import ColumnElement, Connection

    from oncall.people import Person
    from oncall.versions import Publication


def add(tx: Connection, each: SpentDay, now: datetime) -> bool:
    """Note that a day is used up; False where somebody has noted it before."""
    row = {
        "person": each.person,
        "day": each.day,
        "starts": each.span.start,
        "ends": each.span.end,
        "worked": each.worked // MINUTE,
        "noted_at": now,
    }
    noted = insert(spent_days).values(row).on_conflict_do_nothing().returning(spent_days.c.person)
    return tx.execute(noted).one_or_none() is not None


def note_drafts(tx: Connection, each: SpentDay, drafts: Iterable[int]) -> None:
    """Write which drafts look for who takes over."""
    c = spent_days.c
    mine = (c.person == each.person) & (c.day == each.day)
    tx.execute(update(spent_days).where(mine).values(drafts=list(drafts)))


def one(tx: Connection, person: str, day: date) -> SpentDay | None:
    """Return a person's used-up day; None where time is left of it."""
    c = spent_days.c
    return next(iter(_days(tx, (c.person == person) & (c.day == day))), None)


def overlapping(tx: Connection, span: Span) -> tuple[SpentDay, ...]:
    """Return the days of which some lies in a stretch after their time was used up."""
    c = spent_days.c
    return _days(tx, (c.starts < span.end) & (c.ends > span.start))


def added(tx: Connection, people: Mapping[str, Person]) -> Mapping[str, Person]:
    """Return people with the days that they have used up."""
    found = dict(people)
    c = spent_days.c
    for person, starts, ends in tx.execute(select(c.person, c.starts, c.ends).order_by(c.starts)):
        if who := found.get(person):
            found[person] = replace(who, spent=(*who.spent, Span(starts, ends)))
    return found


def note_further(tx: Connection, each: FurtherDay, made: Publication) -> bool:
    """Note a further standby day that a version made; False where it is on record already."""
    row = {
        "person": each.person,
        "day": each.day,
        "customer": each.customer,
        "bookings": list(each.bookings),
        "instead_of": each.instead_of,
        "starts": each.span.start,
        "ends": each.span.end,
        "team": made.team,
        "version": made.version,
        "noted_at": made.at,
        "noted_by": made.by,
    }
    noted = insert(further_days).values(row).on_conflict_do_nothing()
    return tx.execute(noted.returning(further_days.c.person)).one_or_none() is not None


def further_of(tx: Connection, spent: SpentDay) -> tuple[FurtherDay, ...]:
    """Return the further standby days that came of a used-up day, in order."""
    c = further_days.c
    wanted = (c.instead_of == spent.person) & (c.starts < spent.span.end)
    wanted &= c.ends > spent.span.start
    rows = tx.execute(select(further_days).where(wanted).order_by(c.starts, c.person, c.customer))
    return tuple(_further(row) for row in rows)


def _days(tx: Connection, wanted: ColumnElement[bool]) -> tuple[SpentDay, ...]:
    found = select(spent_days).where(wanted).order_by(spent_days.c.starts, spent_days.c.person)
    return tuple(
        SpentDay(
            row.person,
            row.day,
            Span(row.starts, row.ends),
            timedelta(minutes=row.worked),
            tuple(row.drafts),
        )
        for row in tx.execute(found)
    )


def _further(row: Any) -> FurtherDay:
    span = Span(row.starts, row.ends)
    return FurtherDay(row.person, row.day, row.customer, tuple(row.bookings), row.instead_of, span)
