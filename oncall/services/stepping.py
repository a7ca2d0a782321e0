"""Which edit of a draft is undone next, and which is redone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.board.board import Step
from oncall.store import draft_rows
from oncall.undoing import ways

if TYPE_CHECKING:
    from oncall.store.db import Database, Tx


def next_steps(database: Database, draft: int) -> tuple[Step | None, Step | None]:
    """Return the edits of a draft that come next, to be undone and to be redone."""
    with database.begin() as tx:
        return steps(tx, draft)


def steps(tx: Tx, draft: int) -> tuple[Step | None, Step | None]:
    """Return the same in a transaction that is open."""
    stand = ways(draft_rows.log(tx, draft))
    return _step(tx, draft, stand.back), _step(tx, draft, stand.again)


def _step(tx: Tx, draft: int, edition: int | None) -> Step | None:
    edit = None if edition is None else draft_rows.edit_of(tx, draft, edition)
    return Step(edit["what"]["edit"], edit["what"].get("duty")) if edit else None
