"""The planner's sheets in the database: read as a folder is, and written row by row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import Text, bindparam, delete, func, insert, select, update

from oncall.folder.faults import FaultList
from oncall.folder.read import read_tables
from oncall.folder.schema import TABLES
from oncall.folder.tables import Table
from oncall.merge import Kind, Stored
from oncall.store import booking_versions
from oncall.store.tables import SHEETS, bookings, installation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from sqlalchemy import BindParameter, Connection

    from oncall.folder.facts import Folder
    from oncall.merge import Pair

WHOLE: Final = "the database"
STATE: Final = select(installation.c.id, installation.c.epoch, installation.c.revision)


class State(NamedTuple):
    """Which installation this is, since which restore, and how often its sheets have changed.

    While it is the same the sheets are; a revision alone comes again when a backup is put back.
    """

    installation: str
    epoch: str
    revision: int


def read_facts(tx: Connection) -> Folder:
    """Return all facts; what was cancelled before it began is not among them.

    Raises BadInput where the sheets contradict each other, which no import lets happen.
    """
    lines = {name: list(_lines(tx, name)) for name in TABLES}
    tables = {name: Table(name, rows) for name, rows in lines.items() if len(rows) > 1}
    return read_tables(tables, FaultList(), WHOLE)


def state(tx: Connection) -> State:
    """Return by what it is known that the sheets have not changed."""
    return State(*tx.execute(STATE).one())


def revision(tx: Connection) -> int:
    """Return how often the sheets have changed."""
    return state(tx).revision


def begin_epoch(tx: Connection) -> None:
    """Note that nothing which was kept from before holds any more: a backup was put back."""
    tx.execute(update(installation).values(epoch=func.gen_random_uuid().cast(Text)))


def changed(tx: Connection) -> None:
    """Note that the sheets have changed; whoever changes them does so after another has ended."""
    tx.execute(update(installation).values(revision=installation.c.revision + 1))


def lock(tx: Connection) -> None:
    """Let nobody else change the sheets before this transaction ends."""
    tx.execute(select(installation.c.one).with_for_update())


def stored(tx: Connection) -> dict[str, tuple[Stored, ...]]:
    """Return every row of every sheet as it was written, cancelled bookings too."""
    gone = cancelled(tx)
    return {name: tuple(_stored(tx, name, gone)) for name in TABLES}


def write(tx: Connection, changes: Mapping[str, tuple[Pair, ...]], now: datetime) -> None:
    """Write what becomes of the rows that change, and note that sheets have changed."""
    for name in TABLES:  # in the order in which sheets name each other
        pairs = changes.get(name, ())
        _add(tx, name, [dict(p.row.cells) for p in pairs if p.kind is Kind.ADDED])
        _change(tx, name, [(p.key, p.row.cells) for p in pairs if p.kind is Kind.CHANGED])
        _cancel(tx, [p.key for p in pairs if p.kind is Kind.CALLED_OFF], now)
        _remove(tx, name, [p.key for p in pairs if p.kind is Kind.REMOVED])
    if changes.get("sites") or changes.get("bookings"):
        booking_versions.note(tx, now)
    if any(changes.values()):
        changed(tx)


def cancelled(tx: Connection) -> dict[str, datetime]:
    """Return when bookings were cancelled, of those that were so before they began."""
    c = bookings.c
    rows = tx.execute(select(c.id, c.cancelled_at).where(c.cancelled_at.is_not(None)))
    return {row.id: row.cancelled_at for row in rows}


def _add(tx: Connection, name: str, rows: list[dict[str, str]]) -> None:
    if rows:
        tx.execute(insert(SHEETS[name]), rows)


def _change(tx: Connection, name: str, rows: list[tuple[int, Mapping[str, str]]]) -> None:
    if not rows:
        return
    sheet = SHEETS[name]
    cells: dict[str, BindParameter[str]] = {
        column.name: bindparam(f"new {column.name}") for column in TABLES[name]
    }
    change = update(sheet).where(sheet.c.key == bindparam("of key")).values(cells)
    parameters = [
        {"of key": key, **{f"new {column}": cell for column, cell in row.items()}}
        for key, row in rows
    ]
    tx.execute(change, parameters)


def _cancel(tx: Connection, keys: list[int], now: datetime) -> None:
    if keys:
        tx.execute(update(bookings).where(bookings.c.key.in_(keys)).values(cancelled_at=now))


def _remove(tx: Connection, name: str, keys: list[int]) -> None:
    if keys:
        tx.execute(delete(SHEETS[name]).where(SHEETS[name].c.key.in_(keys)))


def _stored(tx: Connection, name: str, gone: Mapping[str, datetime]) -> Iterator[Stored]:
    sheet = SHEETS[name]
    columns = [column.name for column in TABLES[name]]
    wanted = select(sheet.c.key, *(sheet.c[column] for column in columns)).order_by(sheet.c.key)
    for key, *words in tx.execute(wanted):
        cells = dict(zip(columns, words, strict=True))
        off = name == "bookings" and cells["id"] in gone
        yield Stored(cells, WHOLE, None, key=key, cancelled=off)


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
