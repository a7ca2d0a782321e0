"""A planner's folder comes into the database: all of it, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.folder.written import read_written
from oncall.merge import Kind
from oncall.services.changing import Sheets
from oncall.services.publishing import Act
from oncall.services.sealing import sealing, seals

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from oncall.folder.facts import Folder
    from oncall.folder.written import Written
    from oncall.merge import Merge
    from oncall.pins import Marker
    from oncall.store.db import Database, Tx
    from oncall.touched import Conflict

COUNTED = (Kind.ADDED, Kind.CHANGED, Kind.UNCHANGED, Kind.MISSING)


@dataclass(frozen=True)
class Imported:
    """What an import did, and what it brought about in published rotas."""

    merge: Merge
    conflicts: tuple[Conflict, ...]

    def counts(self) -> dict[str, dict[str, int]]:
        """Return how many rows of each sheet became what; sheets without rows are left out."""
        found = {
            name: {kind.value: sum(p.kind is kind and p.stays for p in pairs) for kind in COUNTED}
            for name, pairs in self.merge.sheets.items()
        }
        return {name: counts for name, counts in found.items() if any(counts.values())}

    def missing(self) -> dict[str, tuple[str, ...]]:
        """Return, by sheet, what stayed in the database though it was not in the folder."""
        return {
            name: found
            for name, pairs in self.merge.of(Kind.MISSING).items()
            if (found := tuple(pair.label for pair in pairs if pair.stays))
        }

    def cancelled(self) -> tuple[str, ...]:
        """Return the bookings that were in the folder and stay cancelled."""
        return tuple(p.label for p in self.merge.of(Kind.CANCELLED).get("bookings", ()))


def import_folder(
    database: Database,
    path: Path,
    *,
    by: str,
    now: datetime,
    renamed: frozenset[str] = frozenset(),
    marker: Marker | None = None,
) -> Imported:
    """Merge a folder or workbook into the database; `renamed` people may have another name.

    What is not in the folder stays. PINs are marked by `marker`; without one they are when a caller
    enters them for the first time. Raises BadInput with every fault, also where the folder
    contradicts what stays, what ids stand for, or what is over; then nothing is changed.
    """
    facts, rows = read_written(path)
    known = seals(database) if "contacts" in rows else {}
    sealed = sealing(rows, known, marker)
    with database.begin() as tx:
        imported = import_rows(tx, (facts, sealed.rows), Act(by, now), path.name, renamed)
        sealed.keep_marks(tx)
        return imported


def import_rows(
    tx: Tx,
    read: tuple[Folder, dict[str, tuple[Written, ...]]],
    act: Act,
    subject: str,
    renamed: frozenset[str],
) -> Imported:
    """Do the same, in a transaction that is open, with what was read and sealed."""
    facts, rows = read
    stands = Sheets(tx, act)
    merge = stands.merge(rows, facts)
    return Imported(merge, stands.change(merge, "import", subject, renamed))
