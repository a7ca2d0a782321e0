"""What comes round in a person's weeks, row by row: regular hours, unreachable times, wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.errors import BadInput, Fault
from oncall.folder.meaning import meaning
from oncall.folder.schema import TABLES
from oncall.folder.written import Written
from oncall.merge import Kind
from oncall.services.changing import Sheets
from oncall.services.people import person_named
from oncall.services.staff import Changed
from oncall.store import sheets
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.services.publishing import Act
    from oncall.store.db import Database

# The sheet, and how the log and refusals call one of its rows.
CALLED: Final = {
    "regular_hours": "regular hours",
    "unreachable": "unreachable time",
    "wishes": "wish",
}


class Line(NamedTuple):
    """A row as it was written; `key` is by what it is found again."""

    key: int
    cells: Mapping[str, str]


def lines(database: Database, person: str) -> dict[str, tuple[Line, ...]]:
    """Return the rows of each sheet that are about a person, in the order of the sheets."""
    with database.begin() as tx:
        stored = sheets.stored(tx)
    return {
        sheet: tuple(
            Line(each.key, each.cells) for each in stored[sheet] if each.cells["person"] == person
        )
        for sheet in CALLED
    }


def add(database: Database, sheet: str, cells: Mapping[str, str], act: Act) -> Changed:
    """Add a row to a sheet; raises BadInput with its faults, or if it is there already."""
    with database.begin() as tx:
        stands = Sheets(tx, act)
        row = {each.name: cells.get(each.name, "").strip() for each in TABLES[sheet]}
        who = person_named(stands.facts, row["person"])
        merge = stands.merge()
        mine = (p.row.cells for p in merge.sheets[sheet] if p.row.cells["person"] == who.id)
        known = {meaning(sheet, each, who.site) for each in mine}
        merge = merge.adding(sheet, Written(row, sheet, None), f"{who.id} {row['start']}")
        merge.facts()  # its faults come before what it would be compared with
        if meaning(sheet, row, who.site) in known:
            called = Sentence(CALLED[sheet])
            message = Sentence("%(name)s has the same %(row)s already", name=who.name, row=called)
            raise BadInput((Fault(sheet, None, "start", message),))
        conflicts = stands.change(merge, f"add {CALLED[sheet]}", f"person {who.id}")
        return Changed(who.id, conflicts)


def remove(database: Database, sheet: str, person: str, key: int, act: Act) -> Changed:
    """Remove a row of a person from one of the sheets; raises BadInput if it is gone already."""
    with database.begin() as tx:
        stands = Sheets(tx, act)
        who = person_named(stands.facts, person)
        merge = stands.merge()
        mine = (p for p in merge.sheets[sheet] if p.row.cells["person"] == who.id)
        pair = next((p for p in mine if p.key == key), None)
        if pair is None:
            message = Sentence(
                "%(name)s has no such %(row)s any more; look once more",
                name=who.name,
                row=Sentence(CALLED[sheet]),
            )
            raise BadInput((Fault(sheet, None, None, message),))
        merge = merge.making(pair, Kind.REMOVED)
        conflicts = stands.change(merge, f"remove {CALLED[sheet]}", f"person {who.id}")
        return Changed(who.id, conflicts)
