"""All that a rota is looked at against: a folder and the planned weeks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.reference.clock import DAY, day_of
from tests.reference.needs import Stream, Weeks
from tests.reference.reading import (
    read_bookings,
    read_duties,
    read_people,
    read_sites,
    read_teams,
)
from tests.reference.times import Times

if TYPE_CHECKING:
    from pathlib import Path

    from tests.reference.reading import Duty


class World:
    """A folder, read for the planned weeks."""

    def __init__(self, folder: Path, first: str, weeks: int) -> None:
        begin = date.fromisoformat(first)
        self.weeks = Weeks(begin, begin + (7 * weeks - 1) * DAY)
        sites = read_sites(folder)
        self.teams = read_teams(folder, sites)
        self.people = read_people(folder, sites, self.teams)
        self.bookings = read_bookings(folder, self.teams)
        self.history = read_duties(folder / "duties.csv", self.people)
        self.times = {id_: Times(folder, p, self.weeks) for id_, p in self.people.items()}
        keys = sorted({booking.stream for booking in self.bookings.values()})
        self.streams = {
            key: Stream([b for b in self.bookings.values() if b.stream == key], self.weeks)
            for key in keys
        }

    def rota(self, path: Path) -> tuple[Duty, ...]:
        return read_duties(path, self.people)

    def streams_of(self, duty: Duty) -> list[Stream]:
        keys = sorted({self.bookings[id_].stream for id_ in duty.bookings})
        return [self.streams[key] for key in keys]

    def first_weekend_day(self) -> date:
        """Return the first day of duties.csv, or of the plan where that is empty."""
        days = (day_of(self.people[d.person].site.zone, d.start) for d in self.history)
        return min(days, default=self.weeks.first)
