"""The sheets are changed here and nowhere else: checked as a whole, written, watched, logged."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from oncall import catalogue
from oncall.accepted import Accepted
from oncall.errors import BadInput
from oncall.localtime import Span
from oncall.merge import Kind
from oncall.merging import Merger, homes
from oncall.people import ALWAYS, NEVER
from oncall.services.conflicts import conflicts, states
from oncall.store import audit, rotas, sheets, spent
from oncall.store.tables import IDENTITY
from oncall.touched import is_about_rotas
from oncall.unchangeable import Published, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.folder.written import Written
    from oncall.merge import Merge
    from oncall.services.publishing import Act
    from oncall.store.db import Tx
    from oncall.touched import Conflict


class Sheets:
    """The sheets as they stand; nobody else changes them before the transaction ends."""

    def __init__(self, tx: Tx, act: Act) -> None:
        sheets.lock(tx)
        self.tx = tx
        self.act = act
        self.stored = sheets.stored(tx)
        self.facts = sheets.read_facts(tx)

    def merge(
        self, rows: Mapping[str, tuple[Written, ...]] | None = None, incoming: Folder | None = None
    ) -> Merge:
        """Return what becomes of all rows if some come in, whose facts are `incoming`."""
        at = homes(self.facts, incoming) if incoming else homes(self.facts)
        return Merger(IDENTITY, at).merge(self.stored, rows or {})

    def change(
        self, merge: Merge, what: str, subject: str, renamed: frozenset[str] = frozenset()
    ) -> tuple[Conflict, ...]:
        """Write a merge; return what it brought about in published rotas.

        `what` is done to `subject`, says the log. Raises BadInput where rows contradict each
        other, or what can't change any more.
        """
        after = merge.facts()
        after = replace(after, people=spent.added(self.tx, after.people))
        refused = Refused(merge, self.facts, after, self._published(merge), renamed)
        accepted = Accepted(merge, self.facts, after, self.act.now, catalogue.load)
        if faults := (*refused.faults(), *accepted.faults()):
            raise BadInput(faults)
        if not merge.changes:
            return ()
        follows = is_about_rotas(self.facts, after)
        before = states(self.tx, self.facts, self.act.now) if follows else {}
        sheets.write(self.tx, merge.changes, self.act.now)
        was, is_now = _cells_of(merge)
        line = audit.Line(self.act.now, self.act.by, what, subject, was or None, is_now or None)
        audit.note(self.tx, line)
        return conflicts(self.tx, before, (self.facts, after), self.act)

    def _published(self, merge: Merge) -> Published:
        duties = rotas.of_people(self.tx, _people(merge), Span(ALWAYS, NEVER), but_team="")
        by_person: defaultdict[str, tuple[Assignment, ...]] = defaultdict(tuple)
        for each in duties:
            by_person[each.person] += (each,)
        teams = (team for team in self.facts.teams if rotas.version(self.tx, team))
        return Published(self.act.now, by_person, frozenset(teams))


def _people(merge: Merge) -> set[str]:
    """Return the ids of those whose rows change."""
    cells = [pair.row.cells for pairs in merge.changes.values() for pair in pairs]
    ids = {pair.row.cells["id"] for pair in merge.changes.get("people", ())}
    return ids | {row["person"] for row in cells if "person" in row}


def _cells_of(merge: Merge) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the rows that change as they were and as they are, by sheet, without blank cells."""
    was: dict[str, Any] = {}
    is_now: dict[str, Any] = {}
    for name, pairs in merge.changes.items():
        if old := [_filled(pair.before.cells) for pair in pairs if pair.before]:
            was[name] = old
        if new := [_filled(pair.row.cells) for pair in pairs if pair.stays]:
            is_now[name] = new
    if off := merge.of(Kind.CALLED_OFF):
        is_now["cancelled"] = [pair.label for pairs in off.values() for pair in pairs]
    return was, is_now


def _filled(row: Mapping[str, str]) -> dict[str, str]:
    return {column: cell for column, cell in row.items() if cell}
