"""Tables by name, whose rows are read once, and become things by their ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from oncall.folder.rows import Register, TableReader
from oncall.folder.schema import REQUIRED, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from oncall.folder.faults import FaultList
    from oncall.folder.rows import Row
    from oncall.folder.tables import Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tabled:
    """The tables of a folder; what is wrong with their rows goes to `faults`."""

    tables: Mapping[str, Table]
    faults: FaultList

    def rows(self, name: str) -> Iterator[Row]:
        """Yield the rows of a table, none where it is missing."""
        if name in self.tables:
            yield from TableReader(self.tables[name], TABLES[name], self.faults).rows()

    def pairs(self, name: str, build: Callable[[Row], T | None]) -> list[tuple[Row, T]]:
        """Return the rows of a table with what `build` makes of them, without faulty ones."""
        found = ((row, build(row)) for row in self.rows(name))
        return [(row, thing) for row, thing in found if thing is not None]

    def register(
        self, name: str, noun: str, build: Callable[[Row], T | None], key: str = "id"
    ) -> Register[T]:
        """Return what `build` makes of a table's rows, by their key."""
        register: Register[T] = Register(noun)
        if name not in self.tables:
            register.complete = name not in REQUIRED
            return register
        reader = TableReader(self.tables[name], TABLES[name], self.faults)
        for row in reader.rows():
            register.enter(row, key)
            thing = build(row)
            if thing is not None:
                register.things[row[key]] = thing
        register.complete = register.complete and reader.complete
        if name in REQUIRED and register.complete and not register.lines:
            self.faults.add(self.tables[name].source, None, None, f"has no row; add a {noun}")
        return register
