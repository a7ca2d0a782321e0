"""What a drill needs of a firm, copied into another database: sheets, rotas, ways to people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from psycopg import Connection, Cursor
from sqlalchemy import text

from oncall.store.tables import (
    SHEETS,
    effective_duties,
    metadata,
    publications,
    quiet_hours,
    reaches,
    rotas,
)

if TYPE_CHECKING:
    from sqlalchemy import Table

    from oncall.store.db import Tx

LENT: Final = {*SHEETS.values(), rotas, publications, effective_duties, reaches, quiet_hours}
ONLY_LOOK: Final = text("set transaction isolation level repeatable read, read only")


def only_look(tx: Tx) -> None:
    """Have the server refuse whatever else than looking; it has to be the first thing said."""
    tx.execute(ONLY_LOOK)


def lend(source: Tx, target: Tx) -> None:
    """Copy what is lent into a database of the same schema that has nothing yet."""
    quote = source.dialect.identifier_preparer.quote
    for table in (each for each in metadata.sorted_tables if each in LENT):
        _copy(source, target, table, ", ".join(quote(column.name) for column in table.c))


def _copy(source: Tx, target: Tx, table: Table, columns: str) -> None:
    taken, given = _cursor(source), _cursor(target)
    with (
        taken.copy(f"copy {table.name} ({columns}) to stdout") as out,
        given.copy(f"copy {table.name} ({columns}) from stdin") as into,
    ):
        for block in out:
            into.write(block)


def _cursor(tx: Tx) -> Cursor[tuple[object, ...]]:
    connection = tx.connection.driver_connection
    assert isinstance(connection, Connection)  # noqa: S101 - the only driver there is
    return connection.cursor()
