"""Which edit of a draft is undone next, and which is redone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.board.board import Step
from oncall.store import draft_rows
from oncall.undoing import ways

if TYPE_CHECKING:
    from oncall.store.db import Database, Tx


def next_steps(database: Database, draft: int) -> tuple[Step | None, Step | None]:
    """Return the edits of a draft that come next, to be undone and to be redone."""
    with database.begin() as tx:
        return steps(tx, draft)


class Stand(NamedTuple):
    """The edition of a draft, and its edits that come next, to be undone and to be redone."""

    edition: int
    undo: Step | None
    redo: Step | None


def after(database: Database, draft: int, key: str) -> Stand | None:
    """Return where a draft stands that has an edit of a key already, None where it has none.

    Whoever sends an edit again since its answer was lost finds the draft changed, by themselves.
    """
    with database.begin() as tx:
        if not draft_rows.was_done(tx, draft, key):
            return None
        return Stand(draft_rows.sheet(tx, draft).edition, *steps(tx, draft))


def steps(tx: Tx, draft: int) -> tuple[Step | None, Step | None]:
    """Return the same in a transaction that is open."""
    stand = ways(draft_rows.log(tx, draft))
    return _step(tx, draft, stand.back), _step(tx, draft, stand.again)


def _step(tx: Tx, draft: int, edition: int | None) -> Step | None:
    edit = None if edition is None else draft_rows.edit_of(tx, draft, edition)
    return Step(edit["what"]["edit"], edit["what"].get("duty")) if edit else None
