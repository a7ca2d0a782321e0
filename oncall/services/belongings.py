"""Contacts and products of customers one by one: added, changed, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.errors import BadInput, Fault
from oncall.folder.schema import TABLES
from oncall.folder.written import Written
from oncall.merge import Kind
from oncall.services.changing import Sheets
from oncall.services.sealing import sealing, seals_of
from oncall.store.tables import IDENTITY
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.merge import Merge, Pair
    from oncall.pins import Marker
    from oncall.services.publishing import Act
    from oncall.services.sealing import Sealed
    from oncall.store.db import Database

# The sheet, and how the log calls one of its rows.
CALLED: Final = {"contacts": "contact", "products": "product"}


def add(
    database: Database,
    sheet: str,
    cells: Mapping[str, str],
    act: Act,
    marker: Marker | None = None,
) -> None:
    """Add a row from its cells; raises BadInput with its faults, or if it is there already.

    A PIN is marked by `marker`, as in an import.
    """
    with database.begin() as tx:
        stands = Sheets(tx, act)
        sealed = _sealed(stands, sheet, cells, marker)
        (row,), merge = sealed.rows[sheet], stands.merge()
        if _found(merge, sheet, row.cells):
            column = IDENTITY[sheet][-1]
            raise _refused(sheet, column, Sentence("this is there already; change it instead"))
        merge = merge.adding(sheet, row, row.cells[IDENTITY[sheet][1]])
        stands.change(merge, f"add {CALLED[sheet]}", _subject(sheet, row.cells))
        sealed.keep_marks(tx)


def edit(
    database: Database,
    sheet: str,
    cells: Mapping[str, str],
    act: Act,
    marker: Marker | None = None,
) -> None:
    """Give the row that is found by a contact's name, or a product's serial number, other cells.

    A PIN that is left blank stays, `none` takes it away; `marker` as in `add`. Raises BadInput.
    """
    with database.begin() as tx:
        stands = Sheets(tx, act)
        sealed = _sealed(stands, sheet, cells, marker)
        (row,), merge = sealed.rows[sheet], stands.merge()
        pair = _pair(merge, sheet, row.cells)
        if row.cells != pair.row.cells:
            merge = merge.making(pair, Kind.CHANGED, row)
            stands.change(merge, f"edit {CALLED[sheet]}", _subject(sheet, row.cells))
        sealed.keep_marks(tx)


def put(
    database: Database,
    sheet: str,
    cells: Mapping[str, str],
    act: Act,
    marker: Marker | None = None,
) -> bool:
    """Give a row the cells that are named and leave its others, or add it; tell if it is new.

    Raises BadInput.
    """
    with database.begin() as tx:
        stored = Sheets(tx, act).stored[sheet]
    known = {_named(sheet, row.cells): row.cells for row in stored}
    before = known.get(_named(sheet, cells))
    if before is None:
        add(database, sheet, cells, act, marker)
    else:
        identity = {column: before[column] for column in IDENTITY[sheet]}
        edit(database, sheet, {**before, **cells, **identity}, act, marker)
    return before is None


def remove(database: Database, sheet: str, cells: Mapping[str, str], act: Act) -> None:
    """Remove a row, found by the same; who asked for a booking stays. Raises BadInput."""
    with database.begin() as tx:
        stands = Sheets(tx, act)
        merge = stands.merge()
        pair = _pair(merge, sheet, cells)
        asked = (cells["customer"], cells.get("name", ""))
        for each in stands.facts.bookings.values() if sheet == "contacts" else ():
            if (each.customer, each.requested_by) == asked:
                message = Sentence(
                    "%(name)s asked for %(booking)s and stays on record; take away the telephone "
                    "numbers, the PIN and the training instead",
                    name=each.requested_by,
                    booking=each.id,
                )
                raise _refused(sheet, None, message)
        merge = merge.making(pair, Kind.REMOVED)
        stands.change(merge, f"remove {CALLED[sheet]}", _subject(sheet, cells))


def _sealed(stands: Sheets, sheet: str, cells: Mapping[str, str], marker: Marker | None) -> Sealed:
    """Return the row without a plain PIN, before anything is compared, stored or logged."""
    row = {column.name: cells.get(column.name, "").strip() for column in TABLES[sheet]}
    rows = {sheet: (Written(row, sheet, None),)}
    return sealing(rows, seals_of(stands.stored["contacts"]), marker)


def _found(merge: Merge, sheet: str, cells: Mapping[str, str]) -> Pair | None:
    wanted = _named(sheet, cells)
    return next((p for p in merge.sheets[sheet] if _named(sheet, p.row.cells) == wanted), None)


def _named(sheet: str, cells: Mapping[str, str]) -> tuple[str, ...]:
    """Return by what a row is found, whatever the case."""
    return tuple(cells[column].strip().casefold() for column in IDENTITY[sheet])


def _pair(merge: Merge, sheet: str, cells: Mapping[str, str]) -> Pair:
    pair = _found(merge, sheet, cells)
    if pair is None:
        raise _refused(sheet, None, Sentence("this is there no more; look once more"))
    return pair


def _subject(sheet: str, cells: Mapping[str, str]) -> str:
    return " ".join([CALLED[sheet], *(cells[column] for column in IDENTITY[sheet])])


def _refused(sheet: str, column: str | None, message: str) -> BadInput:
    return BadInput((Fault(sheet, None, column, message),))
