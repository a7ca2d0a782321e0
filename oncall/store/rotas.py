"""Published rotas: the version at which they are, who is on call, and what each version changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from oncall.assignments import Assignment
from oncall.localtime import Span
from oncall.people import Role
from oncall.store.tables import (
    duty_numbers,
    duty_versions,
    effective_duties,
    people,
    publications,
    rotas,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sqlalchemy import ColumnElement, Connection

    from oncall.versions import Change, Publication


def version(tx: Connection, team: str) -> int:
    """Return the version of a team's rota; 0 before the first is published."""
    found = tx.execute(select(rotas.c.version).where(rotas.c.team == team)).scalar_one_or_none()
    return found or 0


def all_versions(tx: Connection) -> int:
    """Return a number that grows with every version of any rota."""
    return int(tx.execute(select(func.coalesce(func.sum(rotas.c.version), 0))).scalar_one())


def lock(tx: Connection, team: str) -> int:
    """Return the version, and let nobody else make the next one before this transaction ends."""
    tx.execute(insert_or(rotas).values(team=team).on_conflict_do_nothing())
    locked = select(rotas.c.version).where(rotas.c.team == team).with_for_update()
    found: int = tx.execute(locked).scalar_one()
    return found


def numbers(tx: Connection, count: int) -> list[int]:
    """Return so many duty numbers that nobody has had."""
    if not count:
        return []
    series = func.generate_series(1, count).table_valued("n")
    return list(tx.execute(select(duty_numbers.next_value()).select_from(series)).scalars())


def of_team(tx: Connection, team: str, span: Span) -> tuple[Assignment, ...]:
    """Return a team's duties that overlap a stretch, in order."""
    return _effective(tx, effective_duties.c.team == team, span)


def duty(tx: Connection, number: int) -> tuple[str, Assignment] | None:
    """Return the team and the duty of a number as it stands, or None if it is on no rota."""
    c = effective_duties.c
    wanted = select(c.team, c.duty, c.person, c.role, c.starts, c.ends, c.bookings)
    row = tx.execute(wanted.where(c.duty == number)).one_or_none()
    return None if row is None else (row.team, assignment(row))


def some(tx: Connection, wanted: Collection[int]) -> dict[int, Assignment]:
    """Return duties by their numbers; those that are on no rota any more are left out."""
    c = effective_duties.c
    columns = select(c.duty, c.person, c.role, c.starts, c.ends, c.bookings)
    rows = tx.execute(columns.where(c.duty.in_(sorted(wanted))))
    return {row.duty: assignment(row) for row in rows}


def of_person(tx: Connection, person: str, span: Span) -> tuple[tuple[str, Assignment], ...]:
    """Return what a person has in a stretch, each duty with its team, in order."""
    c = effective_duties.c
    found = tx.execute(
        select(c.team, c.duty, c.person, c.role, c.starts, c.ends, c.bookings)
        .where(c.person == person, c.starts < span.end, c.ends > span.start)
        .order_by(c.starts)
    )
    return tuple((row.team, assignment(row)) for row in found)


def of_people(
    tx: Connection, who: Collection[str], span: Span, *, but_team: str
) -> tuple[Assignment, ...]:
    """Return what people do for other teams in a stretch."""
    theirs = effective_duties.c.person.in_(sorted(who)) & (effective_duties.c.team != but_team)
    return _effective(tx, theirs, span)


def write_version(tx: Connection, made: Publication, changes: Iterable[Change]) -> None:
    """Write a version, what it changes, and the table of effective duties as it is from now on."""
    changes = tuple(changes)
    tx.execute(update(rotas).where(rotas.c.team == made.team).values(version=made.version))
    tx.execute(insert(publications).values(**made.as_row()))
    if not changes:
        return
    tx.execute(insert(duty_versions), [_line(made, change) for change in changes])
    touched = [change.now_or_before.duty for change in changes]
    tx.execute(delete(effective_duties).where(effective_duties.c.duty.in_(touched)))
    stays = [change.after for change in changes if change.after]
    if stays:
        keys = _keys(tx, {each.person for each in stays})
        rows = [_row(made, each) | {"person_key": keys[each.person]} for each in stays]
        tx.execute(insert(effective_duties), rows)


def _effective(tx: Connection, wanted: ColumnElement[bool], span: Span) -> tuple[Assignment, ...]:
    c = effective_duties.c
    found = tx.execute(
        select(c.duty, c.person, c.role, c.starts, c.ends, c.bookings)
        .where(wanted, c.starts < span.end, c.ends > span.start)
        .order_by(c.starts, c.role, c.person)
    )
    return tuple(assignment(row) for row in found)


def assignment(row: Any) -> Assignment:
    """Return the assignment that a row with these columns stands for."""
    span = Span(row.starts, row.ends)
    return Assignment(span, Role(row.role), row.person, tuple(row.bookings), row.duty)


def _line(made: Publication, change: Change) -> dict[str, Any]:
    return _row(made, change.now_or_before) | {"withdrawn": change.after is None}


def _row(made: Publication, each: Assignment) -> dict[str, Any]:
    return {
        "duty": each.duty,
        "team": made.team,
        "version": made.version,
        "person": each.person,
        "role": each.role.value,
        "starts": each.span.start,
        "ends": each.span.end,
        "bookings": list(each.bookings),
    }


def _keys(tx: Connection, who: Collection[str]) -> dict[str, int]:
    rows = tx.execute(select(people.c.id, people.c.key).where(people.c.id.in_(sorted(who))))
    return {row.id: row.key for row in rows}
