"""What rows that come in may not change: what an id stands for, and what is over (0018)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from oncall import catalogue, identity, past
from oncall.accepting import known
from oncall.contract_past import contract_past
from oncall.errors import Fault
from oncall.folder.faults import hint, shown
from oncall.folder.meaning import meaning, span_of
from oncall.folder.schema import TABLES
from oncall.merge import Kind
from oncall.merging import Homes, homes
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date, datetime

    from oncall.assignments import Assignment
    from oncall.bookings import Booking
    from oncall.catalogue.provider import Catalogue
    from oncall.contracts import Contract
    from oncall.folder.facts import Folder
    from oncall.folder.written import Written
    from oncall.identity import Refusal
    from oncall.localtime import Span
    from oncall.merge import Merge, Pair

RECORDS: Final = ("duties", "worklog")


@dataclass(frozen=True)
class Published:
    """What can't be taken back at `now`: published duties by person, and the teams with any."""

    now: datetime
    duties: Mapping[str, tuple[Assignment, ...]] = field(default_factory=dict)
    teams: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Refused:
    """Finds what a merge may not change, from the facts before it and after it."""

    merge: Merge
    before: Folder
    after: Folder
    published: Published
    renamed: frozenset[str] = frozenset()
    levels: Callable[[], Catalogue] = catalogue.load

    def faults(self) -> tuple[Fault, ...]:
        """Return every fault, sheet by sheet in the order of the rows."""
        found = [*self._unknown_names()]
        for name, pairs in self.merge.changes.items():
            for pair in pairs:
                found += (pair.fault(*refusal) for refusal in self._of(name, pair))
        return tuple(found)

    def _unknown_names(self) -> Iterator[Fault]:
        for who in sorted(self.renamed - {*self.before.people}):
            cure = hint(who, self.before.people, Sentence("nobody has been imported yet"))
            message = Sentence("there is no person %(id)s; %(cure)s", id=shown(who), cure=cure)
            yield Fault("--renamed", None, None, message)

    def _of(self, name: str, pair: Pair) -> Iterator[Refusal]:
        if name == "absences":
            yield from self._absence(pair)
        elif name in RECORDS:
            yield from self._record(name, pair)
        elif pair.kind is Kind.CHANGED:
            yield from self._thing(name, pair.row.cells.get("id", ""))

    def _thing(self, name: str, id_: str) -> Iterator[Refusal]:
        before, after = self.before, self.after
        match name:
            case "sites":
                if any(before.teams[t].site.id == id_ for t in self.published.teams):
                    yield from identity.relocated(before.sites[id_], after.sites[id_])
            case "teams":
                yield from identity.moved(before.teams[id_], after.teams[id_])
            case "people":
                yield from self._person(id_)
            case "bookings":
                yield from self._booking(before.bookings[id_], after.bookings[id_])
            case "contracts":
                old, new = before.contracts[id_], after.contracts[id_]
                yield from contract_past(old, new, self._today(old))
            case _:
                pass

    def _booking(self, old: Booking, new: Booking) -> Iterator[Refusal]:
        yield from identity.rebooked(old, new)
        yield from past.booking_past(old, new, self.published.now)

    def _today(self, contract: Contract) -> date:
        """Return the local day of a contract's site, or of UTC where the catalogue lacks it."""
        whole, now = known(contract, self.levels()), self.published.now
        return whole.day(now) if whole else now.date()

    def _person(self, who: str) -> Iterator[Refusal]:
        old, new = self.before.people[who], self.after.people[who]
        if who not in self.renamed:
            yield from identity.renamed(old, new)
        yield from past.presence_past(old, new, self._duties(who), self.published.now)

    def _absence(self, pair: Pair) -> Iterator[Refusal]:
        who = pair.row.cells["person"]
        old = self._span("absences", pair.before) if pair.before else None
        new = self._span("absences", pair.row) if pair.stays else None
        if why := past.absence_past(old, new, self._duties(who), self.published.now):
            name = self.after.people[who].name
            begins_anew = not old or not new or old.start != new.start
            message = (
                Sentence("%(name)s: %(why)s; write a time that is not over", name=name, why=why)
                if new
                else Sentence("%(name)s: %(why)s; leave it as it is", name=name, why=why)
            )
            yield identity.Refusal("start" if begins_anew else "end", message)

    def _record(self, name: str, pair: Pair) -> Iterator[Refusal]:
        if pair.kind is Kind.CHANGED and pair.before:
            old, new = (self._meaning(name, row) for row in (pair.before, pair.row))
            for column, was, is_ in zip(TABLES[name], old, new, strict=True):
                if was != is_:
                    yield past.recorded(column.name, pair.before.cells[column.name])
        elif name == "duties" and pair.kind is Kind.ADDED:
            who = pair.row.cells["person"]
            span = self._span(name, pair.row)
            yield from past.history_past(span, self._duties(who), self.after.people[who].name)

    def _duties(self, who: str) -> Iterable[Assignment]:
        return self.published.duties.get(who, ())

    @cached_property
    def _homes(self) -> Homes:
        return homes(self.before, self.after)

    def _span(self, name: str, row: Written) -> Span:
        return span_of(name, row.cells, self._homes.of(name, row.cells))

    def _meaning(self, name: str, row: Written) -> tuple[object, ...]:
        return meaning(name, row.cells, self._homes.of(name, row.cells))
