"""Every row of every sheet, stored or coming in, and what they say together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from oncall.errors import BadInput, Fault
from oncall.folder.faults import FaultList
from oncall.folder.read import read_tables
from oncall.folder.written import Written, as_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oncall.folder.facts import Folder

WHOLE: Final = "the database"
# Rows that only the database has get lines beyond those of any file.
BEYOND: Final = 10**9
LINES: Final = re.compile(rf"lines? (\d{{{len(str(BEYOND))},}})")


class Kind(StrEnum):
    """What becomes of a row."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    MISSING = "missing"  # not among the incoming rows; stays
    CANCELLED = "cancelled"  # comes in again, and stays cancelled
    CALLED_OFF = "called off"  # a booking, before it began
    REMOVED = "removed"


CHANGES: Final = (Kind.ADDED, Kind.CHANGED, Kind.CALLED_OFF, Kind.REMOVED)


@dataclass(frozen=True, slots=True)
class Stored(Written):
    """A row of the database; `key` is by what it is found there."""

    key: int = 0
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A row as it is stored and as it comes in; one of the two may be missing."""

    sheet: str
    kind: Kind
    label: str
    before: Stored | None
    after: Written | None

    @property
    def row(self) -> Written:
        """How the row is from now on; where only its words changed it stays as it was."""
        keeps = self.before if self.kind is not Kind.CHANGED else None
        found = keeps or self.after
        assert found is not None  # noqa: S101 - a pair has at least one side
        return found

    @property
    def key(self) -> int:
        """By what the row is found in the database, where it is stored already."""
        assert self.before is not None  # noqa: S101 - not asked of what is new
        return self.before.key

    @property
    def stays(self) -> bool:
        """True if its row is among those that hold from now on."""
        cancelled = self.before is not None and self.before.cancelled
        return self.kind not in {Kind.REMOVED, Kind.CALLED_OFF} and not cancelled

    @property
    def place(self) -> str:
        """Where the row is in the database."""
        return f"{WHOLE}, {self.sheet} {self.label}"

    def fault(self, column: str | None, message: str) -> Fault:
        """Return a fault of the row, where the incoming one stands, else in the database."""
        if self.after:
            return Fault(self.after.source, self.after.line, column, message)
        return Fault(self.place, None, column, message)


@dataclass(frozen=True)
class Merge:
    """Every row of every sheet, and what becomes of it."""

    sheets: Mapping[str, tuple[Pair, ...]]

    def of(self, *kinds: Kind) -> dict[str, tuple[Pair, ...]]:
        """Return the rows of some kinds by sheet; sheets without any are left out."""
        found = {
            name: tuple(p for p in pairs if p.kind in kinds) for name, pairs in self.sheets.items()
        }
        return {name: pairs for name, pairs in found.items() if pairs}

    @property
    def changes(self) -> dict[str, tuple[Pair, ...]]:
        """What has to be written."""
        return self.of(*CHANGES)

    def adding(self, sheet: str, row: Written, label: str) -> Merge:
        """Return it with a row more."""
        added = Pair(sheet, Kind.ADDED, label, None, row)
        return Merge({**self.sheets, sheet: (*self.sheets[sheet], added)})

    def making(self, pair: Pair, kind: Kind, row: Written | None = None) -> Merge:
        """Return it with something else becoming of a row that is stored."""
        made = replace(pair, kind=kind, after=row)
        pairs = tuple(made if each is pair else each for each in self.sheets[pair.sheet])
        return Merge({**self.sheets, pair.sheet: pairs})

    def facts(self) -> Folder:
        """Return what all rows say together.

        Raises BadInput where they contradict each other; each fault is told where its row stands.
        """
        places = {name: _places(pairs) for name, pairs in self.sheets.items()}
        tables = {
            name: as_table(name, (p.row for p in some.values()), some)
            for name, some in places.items()
            if some
        }
        try:
            return read_tables(tables, FaultList(), WHOLE)
        except BadInput as bad:
            raise BadInput(tuple(_placed(fault, places) for fault in bad.faults)) from bad


def _places(pairs: Iterable[Pair]) -> dict[int, Pair]:
    """Return the rows that hold, by a line that no other has."""
    found: dict[int, Pair] = {}
    for n, pair in enumerate(pairs):
        if pair.stays:
            line = pair.after.line if pair.after else None
            found[BEYOND + n if line is None else line] = pair
    return found


def _placed(fault: Fault, places: Mapping[str, Mapping[int, Pair]]) -> Fault:
    """Return a fault of all rows together as one of the row where it stands."""
    rows = places.get(fault.file, {})

    def named(found: re.Match[str]) -> str:
        return rows[int(found[1])].place

    # Few name a line; what is put together here is said in English everywhere.
    message = LINES.sub(named, fault.message) if LINES.search(fault.message) else fault.message
    pair = None if fault.line is None else rows.get(fault.line)
    return pair.fault(fault.column, message) if pair else replace(fault, message=message)
