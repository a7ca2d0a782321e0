"""Rows in the words in which they were written, beside the facts that they say."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from oncall.folder.faults import FaultList
from oncall.folder.read import levels_for, read_tables
from oncall.folder.schema import TABLES
from oncall.folder.tables import Table, find_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from oncall.folder.facts import Folder


@dataclass(frozen=True, slots=True)
class Written:
    """A row's cells by column, stripped; what was not written is blank.

    `source` and `line` are where it stands; the line is None where it came from somewhere else.
    """

    cells: Mapping[str, str]
    source: str
    line: int | None


@dataclass(slots=True)
class _Recorded:
    """Rows that are kept while somebody reads them."""

    rows: Iterable[tuple[int, list[str]]]
    kept: list[tuple[int, list[str]]] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        for row in self.rows:
            self.kept.append(row)
            yield row


def read_written(path: Path) -> tuple[Folder, dict[str, tuple[Written, ...]]]:
    """Return the facts of a folder or workbook, and its rows as they were written.

    Raises BadInput with every fault, as `read_folder` does; the files are read once.
    """
    faults = FaultList()
    tables = find_tables(path, faults)
    records = {name: _Recorded(table.rows) for name, table in tables.items()}
    tables = {name: replace(table, rows=records[name]) for name, table in tables.items()}
    levels = levels_for(tables)
    folder = read_tables(tables, faults, path.name or str(path), levels=levels)
    return folder, {
        name: _written(name, tables[name].source, r.kept) for name, r in records.items()
    }


def as_table(name: str, rows: Iterable[Written], lines: Iterable[int]) -> Table:
    """Return a table of written rows, told apart by lines of the caller's choice."""
    columns = [column.name for column in TABLES[name]]
    numbered = zip(lines, rows, strict=True)
    return Table(
        name, [(0, columns), *((n, [row.cells[c] for c in columns]) for n, row in numbered)]
    )


def _written(name: str, source: str, rows: Sequence[tuple[int, list[str]]]) -> tuple[Written, ...]:
    filled = [(line, cells) for line, cells in rows if any(map(str.strip, cells))]
    (_, header), *lines = filled
    places = {heading.strip().casefold(): index for index, heading in enumerate(header)}
    columns = [(column.name, places.get(column.name)) for column in TABLES[name]]
    return tuple(
        Written({column: _cell(cells, at) for column, at in columns}, source, line)
        for line, cells in lines
    )


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""
