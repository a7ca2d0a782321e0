"""Invented firms of any size, as planner's folders: what reading and solving are measured on."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MONDAY = date(2027, 1, 11)
SITES = (("reutlingen", "Europe/Berlin", "DE", "BW"), ("woking", "Europe/London", "GB", "ENG"))
COLUMNS = {
    "sites": ("id", "timezone", "country", "subdivision"),
    "teams": ("id", "site"),
    "people": ("id", "name", "team", "site", "email", "phone", "skills"),
    "regular_hours": ("person", "weekdays", "start", "end"),
    "unreachable": ("person", "weekdays", "start", "end", "reason"),
    "absences": ("person", "start", "end", "reason"),
    "wishes": ("person", "start", "end", "wish", "weight"),
    "bookings": (
        *("id", "customer", "team", "requested_at", "start", "end"),
        *("windows", "skill", "primary", "backup"),
    ),
}
Row = tuple[object, ...]


@dataclass(frozen=True)
class Size:
    """How large an invented firm is, and what it has sold: a booking per skill."""

    weeks: int
    people: int
    skills: int
    windows: str = "out-of-hours"
    backup: int = 1
    without_regular_hours: float = 0.0
    sites: int = 1

    @property
    def until(self) -> date:
        """The day after the planned weeks, which begin on `MONDAY`."""
        return MONDAY + timedelta(weeks=self.weeks)


def firm(size: Size, seed: int) -> Mapping[str, str]:
    """Return the files of an invented firm, by name and without ending; equal for equal seeds."""
    dice = Random(seed)  # noqa: S311 - for variety, not for secrets
    rows: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for n, site in enumerate(SITES[: size.sites]):
        name = site[0]
        skills = [f"skill-{k}" for k in range(n, size.skills, size.sites)]
        rows["sites"].append(site)
        rows["teams"].append((name, name))
        rows["bookings"] += (_booking(size, name, skill) for skill in skills)
        for number in range(size.people // size.sites):
            person = f"{name}-{number:03}"
            more = (s for s in skills if dice.random() < 0.3)
            own = dict.fromkeys((skills[number % len(skills)], *more))
            rows["people"].append((person, person.title(), name, name, "", "", ";".join(own)))
            _add_life(rows, person, size, dice)
    return {name: _csv(COLUMNS[name], some) for name, some in rows.items()}


def _booking(size: Size, team: str, skill: str) -> Row:
    asked = MONDAY - timedelta(days=30)
    period = (MONDAY.isoformat(), size.until.isoformat())
    return (
        *(f"{team}-{skill}", "A customer", team, asked.isoformat(), *period),
        *(size.windows, skill, 1, size.backup),
    )


def _add_life(rows: Mapping[str, list[Row]], person: str, size: Size, dice: Random) -> None:
    """Give somebody regular hours, some a choir, some leave, some wishes."""
    begins = dice.choice((8, 9))
    if dice.random() >= size.without_regular_hours:
        rows["regular_hours"].append((person, "Mon-Fri", f"{begins:02}:00", f"{begins + 7}:00"))
    if dice.random() < 0.5:
        begins = dice.choice((17, 18, 19))
        day = dice.choice(("Mon", "Tue", "Wed", "Thu", "Fri"))
        rows["unreachable"].append((person, day, f"{begins}:00", f"{begins + 2}:00", "choir"))
    if dice.random() < 0.5:
        first = _some_day(size, dice)
        until = first + timedelta(days=dice.randint(4, 10))
        rows["absences"].append((person, first.isoformat(), until.isoformat(), "leave"))
    rows["wishes"].extend(_wishes(person, size, dice))


def _wishes(person: str, size: Size, dice: Random) -> Iterator[Row]:
    for _ in range(dice.randrange(3)):
        day = _some_day(size, dice)
        wish = "prefer" if dice.random() < 0.3 else "avoid"
        end = day + timedelta(days=1)
        yield (person, day.isoformat(), end.isoformat(), wish, dice.randint(1, 5))


def _some_day(size: Size, dice: Random) -> date:
    return MONDAY + timedelta(days=dice.randrange(7 * size.weeks))


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
