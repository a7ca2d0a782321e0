"""Reads a planner's folder: all of its facts, or all of its faults."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oncall import catalogue
from oncall.folder import build_people, build_places, build_records
from oncall.folder.build_bookings import BookingBuilder
from oncall.folder.facts import Folder
from oncall.folder.faults import FaultList
from oncall.folder.read_contracts import read_agreed
from oncall.folder.rows import BAD
from oncall.folder.tabled import Tabled
from oncall.folder.tables import find_tables
from oncall.limits import load_limits

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from oncall.bookings import Booking
    from oncall.catalogue.provider import Catalogue
    from oncall.folder.rows import Register, Row
    from oncall.folder.tables import Table
    from oncall.history import HistoryDuty
    from oncall.limits import Limits
    from oncall.people import Person, Site, Team
    from oncall.worklog import WorkEntry


def read_folder(path: Path, limits: Limits | None = None) -> Folder:
    """Return the facts of a folder or of one .xlsx workbook.

    Raises BadInput with every fault (50 at most, then how many more), by file and line.
    """
    faults = FaultList()
    tables = find_tables(path, faults)
    return read_tables(tables, faults, path.name or str(path), limits, levels_for(tables))


def levels_for(tables: Mapping[str, Table]) -> Catalogue | None:
    """Return the service levels that contracts of a folder may name; None where there are none."""
    return catalogue.load() if "contracts" in tables else None


def read_tables(
    tables: Mapping[str, Table],
    faults: FaultList,
    whole: str,
    limits: Limits | None = None,
    levels: Catalogue | None = None,
) -> Folder:
    """Return the facts of tables by name, wherever they come from; `whole` names them all.

    Without `levels` contracts may name any: what was agreed can be read when the catalogue has
    changed since. Raises BadInput with what is in `faults` already and every further one.
    """
    folder = _Reading(Tabled(tables, faults), limits or load_limits(), levels).folder()
    faults.raise_any(whole)
    return folder


class _Reading:
    """One pass over the tables, in the order in which they refer to each other."""

    def __init__(self, tabled: Tabled, limits: Limits, levels: Catalogue | None) -> None:
        self.tabled = tabled
        self.limits = limits
        self.levels = levels
        self.skills: set[str] | None = set()

    def folder(self) -> Folder:
        """Return what could be read; whole only if no fault was noted."""
        sites: Register[Site] = self.tabled.register("sites", "site", build_places.site)
        teams: Register[Team] = self.tabled.register(
            "teams", "team", partial(build_places.team, sites=sites)
        )
        people = self._people(teams, sites)
        bookings = self._bookings(teams)
        prices = self.tabled.register("prices", "price", build_records.price, "customer")
        return Folder(
            sites=sites.things,
            teams=teams.things,
            people=people.things,
            bookings=bookings.things,
            history=self._history(people),
            worklog=self._worklog(people, bookings),
            prices=prices.things,
            **read_agreed(self.tabled, teams, self.levels)._asdict(),
            sources={name: table.source for name, table in self.tabled.tables.items()},
        )

    def _people(self, teams: Register[Team], sites: Register[Site]) -> Register[Person]:
        def build(row: Row) -> Person | None:
            if row["skills"] is not BAD and self.skills is not None:
                self.skills.update(row["skills"])
            return build_people.person(row, teams, sites)

        people = self.tabled.register("people", "person", build)
        if not people.complete:
            self.skills = None
        details = build_people.Details()
        for table, add in (
            ("regular_hours", details.add_regular_hours),
            ("unreachable", details.add_unreachable),
            ("absences", details.add_absence),
            ("wishes", details.add_wish),
        ):
            for row in self.tabled.rows(table):
                add(row, people)
        people.things = {key: details.put_on(who) for key, who in people.things.items()}
        return people

    def _bookings(self, teams: Register[Team]) -> Register[Booking]:
        skills = None if self.skills is None else frozenset(self.skills)
        return self.tabled.register(
            "bookings", "booking", BookingBuilder(teams, skills, self.limits).build
        )

    def _history(self, people: Register[Person]) -> tuple[HistoryDuty, ...]:
        rows = self.tabled.rows("duties")
        found = [duty for row in rows if (duty := build_records.history_duty(row, people))]
        if found:
            build_records.note_overlaps(
                found, self.tabled.tables["duties"].source, self.tabled.faults
            )
        return tuple(found)

    def _worklog(
        self, people: Register[Person], bookings: Register[Booking]
    ) -> tuple[WorkEntry, ...]:
        rows = self.tabled.rows("worklog")
        found = (build_records.work_entry(row, people, bookings) for row in rows)
        return tuple(entry for entry in found if entry)
