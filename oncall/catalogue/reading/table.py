"""Tables of a provider's file: what is asked of them is parsed, what nobody asks is a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from oncall.folder.cells import CellError
from oncall.folder.faults import FaultList, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oncall.catalogue.reading.lines import Lines, Path

T = TypeVar("T")


class _Required:
    """Stands for a default where there is none."""


REQUIRED: Final = _Required()


class Source:
    """A file that is being read: its name, its lines, its tables so far, and all faults."""

    def __init__(self, file: str, lines: Lines, faults: FaultList) -> None:
        self._file = file
        self._lines = lines
        self._faults = faults
        self._tables: list[Table] = []

    def table(self, path: Path, values: dict[str, Any]) -> Table:
        """Return a table of the file, whose keys must all have been asked for in the end."""
        self._tables.append(Table(self, path, values))
        return self._tables[-1]

    def fault(self, path: Path, message: str) -> None:
        """Note what is wrong with a key."""
        self._faults.add(self._file, self._lines.line_of(path), ".".join(path) or None, message)

    def refuse_unknown(self) -> None:
        """Note each key that nobody has asked for, with the nearest that somebody has."""
        for table in self._tables:
            for key in table.unknown():
                near = nearest(key, sorted(table.asked))
                cure = f"the nearest is {near}" if near else "remove it"
                self.fault((*table.path, key), f"is no key here; {cure}")


class Table:
    """One table of a file; `path` leads to it.

    After a fault the methods return None, whatever they promise: the fault is noted, so what is
    built from it never leaves the reader.
    """

    def __init__(self, source: Source, path: Path, values: dict[str, Any]) -> None:
        self.path = path
        self.asked: set[str] = set()
        self._source = source
        self._values = values

    def take(self, key: str, parse: Callable[[Any], T], default: T | _Required = REQUIRED) -> T:
        """Return a key's value, parsed; its default if it is not there."""
        self.asked.add(key)
        if key not in self._values:
            if not isinstance(default, _Required):
                return default
            self.fault(key, "is missing; add it")
            return cast("T", None)
        try:
            return parse(self._values[key])
        except CellError as error:
            self.fault(key, str(error))
            return cast("T", None)

    def table(self, key: str) -> Table | None:
        """Return the table of that key, None if it is not there."""
        self.asked.add(key)
        values = self._values.get(key)
        if values is None:
            return None
        if not isinstance(values, dict):
            name = ".".join((*self.path, key))
            self.fault(key, f"{shown(str(values))} is no table; write [{name}] and its keys below")
            return None
        return self._source.table((*self.path, key), values)

    def tables(self, key: str) -> Iterator[tuple[str, Table]]:
        """Yield the tables in the table of that key, in the file's order."""
        parent = self.table(key)
        for name in parent.keys if parent else ():
            child = parent.table(name) if parent else None
            if child is not None:
                yield name, child

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys that are there, in the file's order."""
        return tuple(self._values)

    def fault(self, key: str, message: str) -> None:
        """Note what is wrong with a key; the table itself is meant by ''."""
        self._source.fault((*self.path, key) if key else self.path, message)

    def has(self, key: str, kind: type = object) -> bool:
        """True if the key is there, with a value of that kind."""
        return key in self._values and isinstance(self._values[key], kind)

    def unknown(self) -> tuple[str, ...]:
        """Return the keys that nobody has asked for."""
        return tuple(key for key in self._values if key not in self.asked)
