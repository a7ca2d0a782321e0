"""Absences one by one: listed, added, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.errors import BadInput, Fault, Unknown
from oncall.folder.cells import CellError
from oncall.folder.faults import hint, shown
from oncall.folder.meaning import as_cell, span_of
from oncall.folder.moments import moment
from oncall.folder.written import Written
from oncall.localtime import Span
from oncall.merge import Kind
from oncall.published import next_minute
from oncall.services.changing import Sheets
from oncall.services.publishing import Act
from oncall.store import sheets
from solver.sentence import Clock, Sentence, listed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.merge import Merge, Pair
    from oncall.people import Person
    from oncall.store.db import Database
    from oncall.touched import Conflict

SOURCE: Final = "absence"


class Away(NamedTuple):
    """Somebody is away."""

    person: Person
    span: Span
    reason: str


class Changed(NamedTuple):
    """An absence as it is now, None where it is no more, and what follows."""

    person: Person
    span: Span | None
    conflicts: tuple[Conflict, ...]


def absences(
    database: Database, *, now: datetime, person: str | None = None, team: str | None = None
) -> tuple[Away, ...]:
    """Return the absences that are not over, of one person or team if it is named, in order."""
    with database.begin() as tx:
        facts = sheets.read_facts(tx)
    if person is not None:
        person_named(facts, person)
    people = [
        who
        for who in facts.people.values()
        if person in (None, who.id) and team in (None, *(t.id for t in who.teams))
    ]
    found = [Away(who, away.span, away.reason) for who in people for away in who.absences]
    present = (away for away in found if away.span.end > now)
    return tuple(sorted(present, key=lambda away: (away.span, away.person.id)))


def add_absence(database: Database, cells: Mapping[str, str], *, by: str, now: datetime) -> Changed:
    """Add an absence from the cells of its row: person, start, end, reason.

    One over published duties is taken and named as a conflict. Raises BadInput if it has a fault,
    or if the person was on duty then.
    """
    with database.begin() as tx:
        return adding_absence(Sheets(tx, Act(by, now)), cells)


def adding_absence(stands: Sheets, cells: Mapping[str, str]) -> Changed:
    """Add an absence to sheets that are open."""
    row = {column: cells.get(column, "").strip() for column in ("person", "start", "end", "reason")}
    who = person_named(stands.facts, row["person"])
    merge = stands.merge().adding(
        "absences", Written(row, SOURCE, None), f"{who.id} {row['start']}"
    )
    merge.facts()  # its faults come before what it would be compared with
    span = span_of("absences", row, who.site)
    if any(away.span.start == span.start for away in who.absences):
        begins = Clock(as_cell(span.start, who.site.zone))
        message = Sentence(
            "%(name)s is absent from %(when)s already; remove that absence first",
            name=who.name,
            when=begins,
        )
        raise _refused("start", message)
    return Changed(who, span, stands.change(merge, "add absence", f"person {who.id}"))


def remove_absence(
    database: Database, person: str, start: str, *, by: str, now: datetime
) -> Changed:
    """Remove the absence that begins at `start`; of one that runs, what is over stays."""
    with database.begin() as tx:
        stands = Sheets(tx, Act(by, now))
        merge = stands.merge()
        who = person_named(stands.facts, person)
        pair, span = _found(merge, who, start)
        until = next_minute(now)
        if span.end <= until:
            ended = Clock(as_cell(span.end, who.site.zone))
            message = Sentence(
                "%(name)s was absent until %(when)s; what is over stays as it was",
                name=who.name,
                when=ended,
            )
            raise _refused("end", message)
        left = None
        if span.start < until:
            left = Span(span.start, until)
            cells = {**pair.row.cells, "end": as_cell(until, who.site.zone)}
            merge = merge.making(pair, Kind.CHANGED, Written(cells, SOURCE, None))
        else:
            merge = merge.making(pair, Kind.REMOVED)
        return Changed(who, left, stands.change(merge, "remove absence", f"person {who.id}"))


def _found(merge: Merge, who: Person, start: str) -> tuple[Pair, Span]:
    """Return the row of a person's absence that begins then; raises BadInput with all there are."""
    try:
        begins = moment(start.strip()).as_start(who.site.zone)
    except CellError as error:
        raise _refused("start", str(error)) from error
    some = [pair for pair in merge.sheets["absences"] if pair.row.cells["person"] == who.id]
    spans = [span_of("absences", pair.row.cells, who.site) for pair in some]
    for pair, span in zip(some, spans, strict=True):
        if span.start == begins:
            return pair, span
    known = [Clock(as_cell(span.start, who.site.zone)) for span in sorted(spans)]
    cure = (
        Sentence("absences begin at %(times)s", times=listed(known))
        if known
        else Sentence("there is no absence at all")
    )
    message = Sentence(
        "%(name)s has no absence that begins at %(when)s; %(cure)s",
        name=who.name,
        when=shown(start),
        cure=cure,
    )
    raise _refused("start", message)


def person_named(facts: Folder, person: str) -> Person:
    """Return the person of that id; raises Unknown with the nearest one."""
    if person not in facts.people:
        cure = hint(person, facts.people, Sentence("import a folder first"))
        message = Sentence("there is no person %(id)s; %(cure)s", id=shown(person), cure=cure)
        raise Unknown((Fault(SOURCE, None, "person", message),))
    return facts.people[person]


def _refused(column: str | None, message: str) -> BadInput:
    return BadInput((Fault(SOURCE, None, column, message),))
