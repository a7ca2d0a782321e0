"""Drafts, as those see them who ask for them."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select, update

from oncall.drafts import Draft, State
from oncall.store import listening
from oncall.store.tables import drafts
from oncall.streams import Weeks
from solver.outcome import Budget

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select

    from oncall.drafts import Request

C = drafts.c
FOUND = (
    func.jsonb_array_length(C.report["gaps"]).label("gaps"),
    C.report["objective"].label("objective"),
)


def add(tx: Connection, asked: Request, weeks: Weeks, by: str, now: datetime, based_on: int) -> int:
    """Write that a draft is asked for, and wake the workers; return its number."""
    row = {
        "team": asked.team,
        "first_day": asked.first,
        "days": asked.days,
        "begins": weeks.begins,
        "ends": weeks.ends,
        "based_on": based_on,
        "kind": asked.kind,
        "like": asked.like,
        "again": asked.again or bool(asked.pins) or asked.like is not None,
        "pins": list(asked.pins),
        "budget": asdict(asked.budget),
        "why": asked.why,
        "asked_by": by,
        "asked_at": now,
        "state": State.ASKED.value,
    }
    found: int = tx.execute(insert(drafts).values(row).returning(C.id)).scalar_one()
    listening.say(tx, listening.WORK)
    return found


def get(tx: Connection, draft: int, *, lock: bool = False) -> Draft | None:
    """Return a draft with its report; with `lock` nobody else changes it meanwhile."""
    wanted = selected(C.report).where(C.id == draft)
    row = tx.execute(wanted.with_for_update() if lock else wanted).one_or_none()
    return None if row is None else replace(draft_of(row), report=row.report)


def of_team(tx: Connection, team: str | None, most: int) -> tuple[Draft, ...]:
    """Return the newest drafts, of one team if it is named, without their reports."""
    wanted = selected().order_by(C.id.desc()).limit(most)
    if team is not None:
        wanted = wanted.where(C.team == team)
    return tuple(map(draft_of, tx.execute(wanted)))


def ready(tx: Connection, kind: str) -> tuple[Draft, ...]:
    """Return the drafts of a kind that are solved and not published, oldest first."""
    wanted = selected().where(C.state == State.READY.value, C.kind == kind).order_by(C.id)
    return tuple(map(draft_of, tx.execute(wanted)))


def before_it(tx: Connection, draft: int) -> int:
    """Return how many drafts are waited for that were asked for earlier."""
    waiting = C.state.in_((State.ASKED.value, State.SOLVING.value)) & (C.id < draft)
    found: int = tx.execute(select(func.count()).select_from(drafts).where(waiting)).scalar_one()
    return found


def change(tx: Connection, draft: int, **values: Any) -> None:
    """Write how a draft stands, and tell those who watch it."""
    tx.execute(update(drafts).where(C.id == draft).values(**values))
    listening.say(tx, listening.DRAFT, draft)


def selected(*more: ColumnElement[Any]) -> Select[Any]:
    """Return the question for what a draft is made from, and more."""
    columns: Iterable[ColumnElement[Any]] = (column for column in C if column is not C.report)
    return select(*columns, *FOUND, *more)


def draft_of(row: Any) -> Draft:
    """Return the draft that a row with these columns stands for."""
    return Draft(
        id=row.id,
        team=row.team,
        weeks=Weeks(row.first_day, row.days, row.begins, row.ends),
        based_on=row.based_on,
        kind=row.kind,
        like=row.like,
        again=row.again,
        pins=tuple(row.pins),
        budget=Budget(**row.budget),
        why=row.why,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        state=State(row.state),
        edition=row.edition,
        worker=row.worker,
        attempts=row.attempts,
        progress=row.progress,
        gaps=row.gaps,
        objective=row.objective,
        failure=row.failure,
    )
