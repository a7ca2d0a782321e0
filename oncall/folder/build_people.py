"""Rows of people.csv become people; their hours, absences and wishes come from further rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from oncall.folder import cells
from oncall.folder.spans import row_span
from oncall.hours import WeeklyHours, WeeklyLine
from oncall.people import Absence, Person, Unreachable, Wish
from solver.sentence import Sentence

if TYPE_CHECKING:
    from oncall.folder.rows import Register, Row
    from oncall.people import Site, Team


def person(row: Row, teams: Register[Team], sites: Register[Site]) -> Person | None:
    """Return the person of a row, or None if the row has a fault."""
    members = _teams(row, teams)
    home = sites.find(row, "site")
    if home is None:
        return None
    zone = home.zone
    phone = row.convert("phone", partial(cells.telephone, country=home.country))
    joined = row.convert("joined", lambda moment: moment and moment.as_start(zone))
    left = row.convert("left", lambda moment: moment and moment.as_end(zone))
    if joined and left and left <= joined:
        message = Sentence("is not after joined; write a later day or leave it blank")
        row.fault("left", message)
    if row.broken:
        return None
    return Person(
        id=row["id"],
        name=row["name"],
        teams=members,
        site=home,
        email=row["email"],
        phone=phone or "",
        skills=frozenset(row["skills"]),
        roles=row["roles"],
        languages=row["languages"],
        joined=joined,
        left=left,
    )


def _teams(row: Row, teams: Register[Team]) -> tuple[Team, ...]:
    if not row.good("team"):
        return ()
    if not row["team"]:
        row.fault("team", Sentence("names no team; write the id of one"))
    found = [teams.find(row, "team", name) for name in row["team"]]
    return tuple(team for team in found if team)


@dataclass(slots=True)
class Details:
    """What the tables beside people.csv say, by person's id, until it is put on the people."""

    lines: defaultdict[str, list[WeeklyLine]] = field(default_factory=lambda: defaultdict(list))
    unreachable: defaultdict[str, list[Unreachable]] = field(
        default_factory=lambda: defaultdict(list)
    )
    absences: defaultdict[str, list[Absence]] = field(default_factory=lambda: defaultdict(list))
    wishes: defaultdict[str, list[Wish]] = field(default_factory=lambda: defaultdict(list))

    def add_regular_hours(self, row: Row, people: Register[Person]) -> None:
        """Take a row of regular_hours.csv."""
        who = people.find(row, "person")
        if who and not row.broken:
            self.lines[who.id].append(row["weekdays"].line(row["start"], row["end"]))

    def add_unreachable(self, row: Row, people: Register[Person]) -> None:
        """Take a row of unreachable.csv."""
        who = people.find(row, "person")
        first, last = row["from"], row["until"]
        if row.good("from", "until") and first and last and last < first:
            row.fault("until", Sentence("is before from; write %(day)s or later", day=first))
        if who and not row.broken:
            hours = WeeklyHours((row["weekdays"].line(row["start"], row["end"]),))
            self.unreachable[who.id].append(Unreachable(hours, first, last, row["reason"]))

    def add_absence(self, row: Row, people: Register[Person]) -> None:
        """Take a row of absences.csv."""
        who = people.find(row, "person")
        span = row_span(row, who.site.zone) if who else None
        if who and span and not row.broken:
            self.absences[who.id].append(Absence(span, row["reason"]))

    def add_wish(self, row: Row, people: Register[Person]) -> None:
        """Take a row of wishes.csv."""
        who = people.find(row, "person")
        span = row_span(row, who.site.zone) if who else None
        if who and span and not row.broken:
            self.wishes[who.id].append(Wish(span, row["wish"], row["weight"]))

    def put_on(self, who: Person) -> Person:
        """Return the person with all that was said of them."""
        return replace(
            who,
            regular_hours=WeeklyHours(tuple(self.lines[who.id])),
            unreachable=tuple(self.unreachable[who.id]),
            absences=tuple(self.absences[who.id]),
            wishes=tuple(self.wishes[who.id]),
        )
