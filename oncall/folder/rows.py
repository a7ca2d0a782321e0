"""Rows of a table, parsed by its columns, and the register in which rows are found by id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from oncall.folder.cells import CellError
from oncall.folder.csvtext import Unreadable
from oncall.folder.faults import FaultList, hint, nearest, shown
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from oncall.folder.columns import Column
    from oncall.folder.tables import Table

T = TypeVar("T")

BAD: Final = object()  # stands for a cell that had a fault of its own


@dataclass(slots=True)
class Row:
    """A row's parsed cells by column; broken as soon as anything in it is at fault."""

    source: str
    line: int
    cells: dict[str, Any]
    faults: FaultList
    broken: bool = False

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    def fault(self, column: str | None, message: str) -> None:
        """Note a fault of the row."""
        self.broken = True
        self.faults.add(self.source, self.line, column, message)

    def good(self, *columns: str) -> bool:
        """True if none of these cells has a fault of its own."""
        return all(self.cells[column] is not BAD for column in columns)

    def convert(self, column: str, make: Callable[[Any], T]) -> T | None:
        """Return what is made of a cell, or None where the cell is bad or a CellError comes."""
        if not self.good(column):
            return None
        try:
            return make(self.cells[column])
        except CellError as error:
            self.fault(column, str(error))
            return None


@dataclass(slots=True)
class Register(Generic[T]):
    """Things by id, and the lines of all ids, also of rows that had faults.

    `complete` is False where rows could not be read; then an unknown id proves nothing.
    """

    noun: str
    complete: bool = True
    things: dict[str, T] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def enter(self, row: Row, column: str = "id") -> None:
        """Note the row's id; one that was there before is a fault naming both lines."""
        if not row.good(column):
            self.complete = False
            return
        key = row[column]
        if key in self.lines:
            message = Sentence(
                "%(key)s stands in lines %(one)s and %(other)s; every row needs its own",
                key=shown(key),
                one=self.lines[key],
                other=row.line,
            )
            row.fault(column, message)
        self.lines.setdefault(key, row.line)

    def find(self, row: Row, column: str, key: str | None = None) -> T | None:
        """Return what a cell (or one item of it) names; None with a fault if it is unknown."""
        if not row.good(column):
            return None
        word: str = row[column] if key is None else key
        if word not in self.lines and self.complete:
            noun = Sentence(self.noun)
            cure = hint(word, self.lines, Sentence("there is no %(kind)s at all", kind=noun))
            message = Sentence(
                "there is no %(kind)s %(subject)s; %(cure)s",
                kind=noun,
                subject=shown(word),
                cure=cure,
            )
            row.fault(column, message)
        found = self.things.get(word)
        row.broken = row.broken or found is None
        return found


@dataclass(slots=True)
class TableReader:
    """Reads one table row by row; `complete` turns False where rows could not be read."""

    table: Table
    columns: Sequence[Column]
    faults: FaultList
    complete: bool = True

    def rows(self) -> Iterator[Row]:
        """Yield the rows that are not blank, faulty ones too (marked broken)."""
        try:
            yield from self._rows()
        except Unreadable as error:
            self.complete = False
            self._fault(error.line, error.message)

    def _rows(self) -> Iterator[Row]:
        lines = _filled(self.table.rows)
        header = next(lines, None)
        if header is None:
            wanted = ",".join(column.name for column in self.columns)
            self._fault(None, f"is empty; its first line must be {wanted}")
        places = self._places(*header) if header else None
        if places is None:
            self.complete = False
            return
        for line, cells in lines:
            yield self._row(line, cells, places)
            if self.faults.is_full(self.table.source):
                self.complete = False
                return

    def _fault(self, line: int | None, message: str, column: str | None = None) -> None:
        self.faults.add(self.table.source, line, column, message)

    def _places(self, line: int, header: list[str]) -> dict[str, int] | None:
        """Return the index of each column, or None if the header has faults."""
        before = self.faults.count(self.table.source)
        known = {column.name: column for column in self.columns}
        places: dict[str, int] = {}
        for index, heading in enumerate(header):
            name = heading.strip().casefold()
            if name in places:
                self._fault(line, "this column is there twice; remove one", name)
            elif name in known:
                places[name] = index
            elif name and not self.faults.is_full(self.table.source):
                near = nearest(name, known)
                self._fault(line, f"unknown column {shown(heading.strip())}; the nearest is {near}")
        for name, column in known.items():
            if name not in places and column.default is None:
                self._fault(line, "this column is missing; add it", name)
        return places if self.faults.count(self.table.source) == before else None

    def _row(self, line: int, cells: list[str], places: dict[str, int]) -> Row:
        row = Row(self.table.source, line, {}, self.faults)
        for column in self.columns:
            index = places.get(column.name, len(cells))
            cell = cells[index].strip() if index < len(cells) else ""
            row.cells[column.name] = _parsed(row, column, cell)
        headed = set(places.values())
        if any(cell.strip() for index, cell in enumerate(cells) if index not in headed):
            row.fault(
                None,
                f"has {len(cells)} cells for {len(headed)} columns; "
                "put cells that contain the separator in double quotes",
            )
        return row


def _parsed(row: Row, column: Column, cell: str) -> object:
    if not cell and column.default is None and not column.blank:
        row.fault(column.name, Sentence("is blank; fill it in"))
        return BAD
    try:
        return column.parse(cell or column.default or "")
    except CellError as error:
        row.fault(column.name, str(error))
        return BAD


def _filled(rows: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    return ((line, row) for line, row in rows if any(map(str.strip, row)))
