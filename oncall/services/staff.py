"""People one by one: how their row is written, added, changed."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.errors import BadInput, Fault, Stale
from oncall.folder.faults import shown
from oncall.folder.schema import TABLES
from oncall.folder.written import Written
from oncall.identity import fresh_id
from oncall.merge import Kind
from oncall.services.changing import Sheets
from oncall.services.people import person_named
from oncall.store import sheets
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.people import Person
    from oncall.services.publishing import Act
    from oncall.store.db import Database
    from oncall.touched import Conflict

SOURCE: Final = "person"
# Browsers resolve these parts of an address, so that nothing would be found under it.
UNADDRESSABLE: Final = frozenset(("", ".", ".."))
COLUMNS: Final = tuple(column.name for column in TABLES["people"])


class Changed(NamedTuple):
    """Whose rows were changed, and what follows in published rotas."""

    id: str
    conflicts: tuple[Conflict, ...]


class Row(NamedTuple):
    """A person's cells as they were written, and a mark that changes with any of them."""

    cells: Mapping[str, str]
    mark: str


def row(database: Database, person: str) -> Row:
    """Return how a person's row is written; raises BadInput with the nearest for an unknown one."""
    with database.begin() as tx:
        person_named(sheets.read_facts(tx), person)
        some = sheets.stored(tx)["people"]
    cells = next(each.cells for each in some if each.cells["id"] == person)
    return Row(cells, _mark(cells))


def add(database: Database, cells: Mapping[str, str], act: Act) -> Changed:
    """Add a person from the cells of their row; without an id they get one made from the name.

    Raises BadInput with every fault, as an import does.
    """
    with database.begin() as tx:
        stands = Sheets(tx, act)
        new = {column: cells.get(column, "").strip() for column in COLUMNS}
        known = stands.facts.people
        id_ = new["id"] = new["id"] or fresh_id(new["name"], known)
        _refuse(id_, known)
        merge = stands.merge().adding("people", Written(new, SOURCE, None), id_)
        return Changed(id_, stands.change(merge, "add person", f"person {id_}"))


def _refuse(id_: str, known: Mapping[str, Person]) -> None:
    """Raise BadInput for a new person's id that somebody has, or that is no part of an address."""
    if id_ in known:
        why = Sentence(
            "%(id)s is %(name)s already; take another id", id=shown(id_), name=known[id_].name
        )
    elif UNADDRESSABLE & set(id_.split("/")):
        why = Sentence(
            "%(id)s can't stand in an address, for between slashes it is blank, '.' or '..'; "
            "write another id",
            id=shown(id_),
        )
    else:
        return
    raise BadInput((Fault(SOURCE, None, "id", why),))


def edit(
    database: Database,
    person: str,
    cells: Mapping[str, str],
    act: Act,
    *,
    seen: str | None = None,
    renamed: bool = False,
) -> Changed:
    """Change some cells of a person's row; what only says the same in other words stays.

    `seen` is the mark of the row from which the change was made. `renamed` says that another name
    is the same person's. Raises Stale if the row is no longer so, BadInput with every fault.
    """
    with database.begin() as tx:
        stands = Sheets(tx, act)
        before = person_named(stands.facts, person)
        merge = stands.merge()
        pair = next(p for p in merge.sheets["people"] if p.row.cells["id"] == person)
        if seen is not None and seen != _mark(pair.row.cells):
            message = Sentence(
                "somebody else has changed %(name)s meanwhile; look at it once more",
                name=before.name,
            )
            raise Stale("edited", Fault(SOURCE, None, None, message))
        new = {name: cell.strip() for name, cell in cells.items() if name in COLUMNS}
        after = {**pair.row.cells, **new, "id": person}
        merge = merge.making(pair, Kind.CHANGED, Written(after, SOURCE, None))
        if merge.facts().people[person] == before:
            return Changed(person, ())
        same = frozenset([person] if renamed else [])
        return Changed(person, stands.change(merge, "edit person", f"person {person}", same))


def _mark(cells: Mapping[str, str]) -> str:
    said = "\n".join(cells[column] for column in COLUMNS)
    return sha256(said.encode()).hexdigest()[:16]
