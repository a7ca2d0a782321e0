"""The planner's sheets in the database: read as a folder is, and written row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import select, update

from oncall.folder.faults import FaultList
from oncall.folder.read import read_tables
from oncall.folder.schema import TABLES
from oncall.folder.tables import Table
from oncall.store.tables import SHEETS, installation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from oncall.folder.facts import Folder

WHOLE: Final = "the database"


def read_facts(tx: Connection) -> Folder:
    """Return all facts; what was cancelled before it began is not among them.

    Raises BadInput where the sheets contradict each other, which no import lets happen.
    """
    lines = {name: list(_lines(tx, name)) for name in TABLES}
    tables = {name: Table(name, rows) for name, rows in lines.items() if len(rows) > 1}
    return read_tables(tables, FaultList(), WHOLE)


def revision(tx: Connection) -> int:
    """Return how often the sheets have changed."""
    found: int = tx.execute(select(installation.c.revision)).scalar_one()
    return found


def changed(tx: Connection) -> None:
    """Note that the sheets have changed; whoever changes them does so after another has ended."""
    tx.execute(update(installation).values(revision=installation.c.revision + 1))


def _lines(tx: Connection, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield a sheet's header and its rows, with their keys in place of line numbers."""
    sheet = SHEETS[name]
    columns = [column.name for column in TABLES[name]]
    yield 0, columns
    wanted = select(sheet.c.key, *(sheet.c[column] for column in columns)).order_by(sheet.c.key)
    if name == "bookings":
        wanted = wanted.where(sheet.c.cancelled_at.is_(None))
    for key, *cells in tx.execute(wanted):
        yield key, list(cells)
