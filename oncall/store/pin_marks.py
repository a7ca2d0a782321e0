"""Marks by which the contacts are found who may have a PIN; their seals say whether they do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.postgresql import insert

from oncall.store.tables import SHEETS, pin_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

M: Final = pin_marks.c
SEAL: Final = SHEETS["contacts"].c.pin
CANDIDATES: Final = (
    select(SEAL, M.mark.is_not(None).label("marked"))
    .outerjoin(pin_marks, (M.seal == SEAL) & (M.marker == bindparam("by")))
    .where(SEAL != "", (M.mark == bindparam("of")) | M.mark.is_(None))
)


def keep(tx: Connection, marker: str, marks: Mapping[str, bytes]) -> None:
    """Write the marks of seals, made by the marker of a name, and forget those of nobody's."""
    if marks:
        rows = [{"seal": seal, "marker": marker, "mark": mark} for seal, mark in marks.items()]
        new = insert(pin_marks)
        changes = {"marker": new.excluded.marker, "mark": new.excluded.mark}
        tx.execute(new.on_conflict_do_update(index_elements=["seal"], set_=changes), rows)
    tx.execute(delete(pin_marks).where(M.seal.not_in(select(SEAL))))


def candidates(tx: Connection, marker: str, mark: bytes) -> dict[str, bool]:
    """Return the seals that may be those of a PIN, each with whether it is marked.

    Those that have its mark, and those that nobody has marked yet with this key.
    """
    found = tx.execute(CANDIDATES, {"by": marker, "of": mark})
    return {row.pin: row.marked for row in found}


def unmarked(tx: Connection, marker: str) -> int:
    """Return of how many seals nobody has made a mark with this key."""
    mine = (M.seal == SEAL) & (M.marker == marker)
    bare = select(func.count()).select_from(SHEETS["contacts"].outerjoin(pin_marks, mine))
    return int(tx.execute(bare.where(SEAL != "", M.mark.is_(None))).scalar_one())
