"""Who works on which draft: one worker at a time, as long as its lease has not gone to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, update

from oncall.drafts import URGENT, Claimed, State
from oncall.store import draft_rows, listening
from oncall.store.drafts import change, draft_of, selected
from oncall.store.tables import drafts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from oncall.drafts import Draft, Wanted

C: Final = drafts.c
FREE: Final = {"worker": None, "lease_until": None}


def next_waiting(tx: Connection, now: datetime, wanted: Wanted) -> Draft | None:
    """Return the oldest draft that nobody works on, urgent ones first, and keep it from others.

    Whose lease has lapsed works on it no more. Others who ask meanwhile get the next one.
    """
    lapsed = (C.state == State.SOLVING.value) & (C.lease_until < now)
    found = selected().where((C.state == State.ASKED.value) | lapsed)
    found = found.order_by(C.kind.not_in(URGENT), C.id).limit(1)
    if wanted.only is not None:
        found = found.where(C.id == wanted.only)
    if wanted.urgent:
        found = found.where(C.kind.in_(URGENT))
    row = tx.execute(found.with_for_update(skip_locked=True)).one_or_none()
    return None if row is None else draft_of(row)


def take(tx: Connection, draft: Draft, worker: str, until: datetime) -> Claimed:
    """Give a draft to a worker until its lease lapses."""
    taken = Claimed(draft, worker, draft.attempts + 1)
    values = {
        "state": State.SOLVING.value,
        "worker": worker,
        "lease_until": until,
        "attempts": taken.attempt,
        "progress": None,
        "begins": draft.weeks.begins,
    }
    draft_rows.forget(tx, draft.id)
    change(tx, draft.id, **values)
    return taken


def ask_anew(tx: Connection, draft: int, attempts: int) -> None:
    """Let any worker have a draft, and wake them; what was found of it so far is forgotten."""
    draft_rows.forget(tx, draft)
    change(tx, draft, state=State.ASKED.value, attempts=attempts, progress=None, **FREE)
    listening.say(tx, listening.WORK)


def end(tx: Connection, draft: int, state: State, **values: Any) -> None:
    """Write that nobody is to work on a draft any more."""
    change(tx, draft, state=state.value, **FREE, **values)


def change_held(tx: Connection, held: Claimed, *, tell: bool = True, **values: Any) -> bool:
    """Write how a draft stands if a worker still holds it, and tell whether it does."""
    mine = tx.execute(update(drafts).where(_held(held)).values(**values).returning(C.id))
    found = mine.one_or_none() is not None
    if found and tell:
        listening.say(tx, listening.DRAFT, held.draft.id)
    return found


def still_held(tx: Connection, held: Claimed) -> bool:
    """Tell whether a worker still holds a draft, and keep it so until the transaction ends."""
    return tx.execute(select(C.id).where(_held(held)).with_for_update()).one_or_none() is not None


def _held(held: Claimed) -> ColumnElement[bool]:
    """A draft that was given to another has another worker, or is at a later attempt."""
    return (
        (C.id == held.draft.id)
        & (C.state == State.SOLVING.value)
        & (C.worker == held.worker)
        & (C.attempts == held.attempt)
    )
