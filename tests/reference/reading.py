"""The planner's folder, read by plain csv: UTF-8, commas, no fault in it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.reference.clock import WEEKDAYS, moment

if TYPE_CHECKING:
    from pathlib import Path

HANDOVER = "00:00;06:00;08:00;12:00;16:00;18:00;20:00;22:00"
ALWAYS, NEVER = 0, 10**9


@dataclass(frozen=True)
class Site:
    zone: str
    country: str
    subdivision: str | None
    has_bridge_days: bool
    support_hours: str


@dataclass(frozen=True)
class Team:
    id: str
    site: Site
    handover: tuple[str, ...]
    shortest: int  # minutes
    longest: int
    rest: int
    most_in_a_row: int
    most_in_28: int
    free_weekends: int
    during_regular_hours: bool


@dataclass(frozen=True)
class Person:
    id: str
    name: str
    site: Site
    teams: tuple[Team, ...]
    skills: frozenset[str]
    roles: frozenset[str]
    joined: int
    left: int


@dataclass(frozen=True)
class Booking:
    id: str
    team: Team
    start: int
    end: int
    windows: str
    skill: str | None
    wanted: tuple[tuple[str, int], ...]  # people per role
    is_exclusive: bool
    callout: Fraction

    @property
    def stream(self) -> tuple[str, str]:
        """Bookings of one team and skill are one stream; an exclusive one is its own."""
        return ("exclusive", self.id) if self.is_exclusive else (self.team.id, self.skill or "")


@dataclass(frozen=True)
class Duty:
    """A row of rota.csv, or of duties.csv (which names no bookings)."""

    person: str
    role: str
    start: int
    end: int
    bookings: tuple[str, ...] = ()

    @property
    def minutes(self) -> range:
        return range(self.start, self.end)


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file without their empty cells; a missing file has none."""
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [{k: v for k, v in row.items() if v} for row in csv.DictReader(file)]


def items(cell: str) -> tuple[str, ...]:
    """Return the parts of a list in a cell."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def weekdays(text: str) -> set[str]:
    """Return the names of days that `Mon-Fri` or `Sat,Holiday` stands for."""
    named: set[str] = set()
    for part in text.split(","):
        first, _, last = part.strip().partition("-")
        if last:
            named.update(WEEKDAYS[WEEKDAYS.index(first) : WEEKDAYS.index(last) + 1])
        else:
            named.add(first)
    return named


def read_sites(folder: Path) -> dict[str, Site]:
    return {
        row["id"]: Site(
            row["timezone"],
            row["country"],
            row.get("subdivision"),
            row.get("bridge_days") == "yes",
            row.get("support_hours", "Mon-Fri 09:00-16:00"),
        )
        for row in table(folder / "sites.csv")
    }


def read_teams(folder: Path, sites: dict[str, Site]) -> dict[str, Team]:
    return {
        row["id"]: Team(
            row["id"],
            sites[row["site"]],
            items(row.get("handover", HANDOVER)),
            int(Fraction(row.get("min_duty_hours", "2")) * 60),
            int(Fraction(row.get("max_duty_hours", "12")) * 60),
            int(Fraction(row.get("min_rest_hours", "11")) * 60),
            int(row.get("max_consecutive_days", "7")),
            int(row.get("max_days_per_28", "14")),
            int(row.get("min_free_weekends_per_28", "1")),
            row.get("during_regular_hours") == "yes",
        )
        for row in table(folder / "teams.csv")
    }


def read_people(folder: Path, sites: dict[str, Site], teams: dict[str, Team]) -> dict[str, Person]:
    people = {}
    for row in table(folder / "people.csv"):
        site = sites[row["site"]]
        joined, left = row.get("joined", "always"), row.get("left", "never")
        people[row["id"]] = Person(
            row["id"],
            row["name"],
            site,
            tuple(teams[id_] for id_ in items(row["team"])),
            frozenset(items(row.get("skills", ""))),
            frozenset(items(row.get("roles", "primary;backup"))),
            ALWAYS if joined == "always" else moment(joined, site.zone),
            # `left` is an end: a day alone is the last one, to its midnight.
            NEVER if left == "never" else moment(left, site.zone, is_end=True),
        )
    return people


def read_bookings(folder: Path, teams: dict[str, Team]) -> dict[str, Booking]:
    bookings = {}
    for row in table(folder / "bookings.csv"):
        team = teams[row["team"]]
        bookings[row["id"]] = Booking(
            row["id"],
            team,
            moment(row["start"], team.site.zone),
            moment(row["end"], team.site.zone, is_end=True),
            row["windows"],
            row.get("skill"),
            (("primary", int(row.get("primary", "1"))), ("backup", int(row.get("backup", "0")))),
            row.get("exclusive") == "yes",
            Fraction(row.get("callout_minutes_per_hour", "6")),
        )
    return bookings


def read_duties(path: Path, people: dict[str, Person]) -> tuple[Duty, ...]:
    """Return the rows of rota.csv or duties.csv."""
    duties = []
    for row in table(path):
        zone = people[row["person"]].site.zone
        start, end = moment(row["start"], zone), moment(row["end"], zone, is_end=True)
        named = items(row.get("bookings", ""))
        duties.append(Duty(row["person"], row["role"], start, end, named))
    return tuple(duties)
