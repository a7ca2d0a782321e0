"""Rows that come in are found again among those that are stored, by what they mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.folder.meaning import meaning
from oncall.folder.schema import TABLES
from oncall.merge import Kind, Merge, Pair

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from oncall.folder.facts import Folder
    from oncall.folder.meaning import Meaning
    from oncall.folder.written import Written
    from oncall.merge import Stored
    from oncall.people import Site


@dataclass(frozen=True)
class Homes:
    """The sites of people and teams, in whose time zones and countries rows are written."""

    sites: Mapping[str, Site]
    people: Mapping[str, Site]
    teams: Mapping[str, Site]

    def of(self, name: str, row: Mapping[str, str]) -> Site | None:
        """Return the site of a row of a sheet, where it has any."""
        match name:
            case "people":
                return self.sites.get(row["site"])
            case "bookings":
                return self.teams.get(row["team"])
            case _:
                return self.people.get(row.get("person", ""))


def homes(*folders: Folder) -> Homes:
    """Return where people and teams are at home; the later folder is right."""
    return Homes(
        {id_: site for folder in folders for id_, site in folder.sites.items()},
        {id_: who.site for folder in folders for id_, who in folder.people.items()},
        {id_: team.site for folder in folders for id_, team in folder.teams.items()},
    )


@dataclass(frozen=True)
class Merger:
    """Finds incoming rows again among those stored, by what they mean.

    `identity` has the columns by which a row of each sheet is found; of several that are alike in
    them, those that are alike in all are found first, the others in order.
    """

    identity: Mapping[str, tuple[str, ...]]
    homes: Homes

    def merge(
        self, stored: Mapping[str, Sequence[Stored]], incoming: Mapping[str, Sequence[Written]]
    ) -> Merge:
        """Return what becomes of every row; the stored ones come first, in their order."""
        return Merge(
            {
                name: tuple(self._pairs(name, stored.get(name, ()), incoming.get(name, ())))
                for name in TABLES
            }
        )

    def _pairs(
        self, name: str, stored: Sequence[Stored], incoming: Sequence[Written]
    ) -> Iterator[Pair]:
        old = [self._meaning(name, row) for row in stored]
        new = [self._meaning(name, row) for row in incoming]
        partner = self._partners(name, old, new)
        for n, row in enumerate(stored):
            at = partner.get(n)
            after = None if at is None else incoming[at]
            same = at is not None and old[n] == new[at]
            yield Pair(name, _kind(row, after, same=same), self._label(name, row), row, after)
        taken = set(partner.values())
        for n, fresh in enumerate(incoming):
            if n not in taken:
                yield Pair(name, Kind.ADDED, self._label(name, fresh), None, fresh)

    def _partners(self, name: str, old: list[Meaning], new: list[Meaning]) -> dict[int, int]:
        """Return which incoming row is which stored one, both by their places."""
        columns = [column.name for column in TABLES[name]]
        at = [columns.index(column) for column in self.identity[name]]
        left: defaultdict[Meaning, list[int]] = defaultdict(list)
        for n, row in enumerate(new):
            left[tuple(row[c] for c in at)].append(n)
        partner: dict[int, int] = {}
        for exactly in (True, False):
            for n, row in enumerate(old):
                some = left.get(tuple(row[c] for c in at), [])
                found = next((m for m in some if not exactly or new[m] == row), None)
                if n not in partner and found is not None:
                    partner[n] = found
                    some.remove(found)
        return partner

    def _meaning(self, name: str, row: Written) -> Meaning:
        return meaning(name, row.cells, self.homes.of(name, row.cells))

    def _label(self, name: str, row: Written) -> str:
        return " ".join(row.cells[column] for column in self.identity[name] if row.cells[column])


def _kind(before: Stored, after: Written | None, *, same: bool) -> Kind:
    if after is None:
        return Kind.MISSING
    if before.cancelled:
        return Kind.CANCELLED
    return Kind.UNCHANGED if same else Kind.CHANGED
