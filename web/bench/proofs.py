"""How fast it is proven that everybody is reached in time: 12 weeks of six teams, with ladders."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import cycle, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Final

from oncall.assignments import Assignment
from oncall.folder.read import read_folder
from oncall.incidents.reaching import of_sheet
from oncall.instances import MONDAY
from oncall.limits import load_limits
from oncall.localtime import DAY, Span, days_between, days_span, recurring
from oncall.people import Role
from oncall.proof.ground import Ground
from oncall.proof.proving import prove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.bookings import Booking
    from oncall.folder.facts import Folder
    from oncall.people import Team

TEAMS: Final = ("adler", "buchfink", "dompfaff", "eisvogel", "feldlerche", "goldammer")
PEOPLE, CUSTOMERS, WEEKS = 12, 5, 12
WITHIN: Final = 5.0
WINDOWS: Final = (
    *("out-of-hours", "always", "Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00"),
    *("Mon-Fri 18:00-22:00", "Sat-Sun,Holiday 08:00-20:00"),
)
SITE: Final = """\
id,timezone,country,subdivision
reutlingen,Europe/Berlin,DE,BW
"""
LADDERS: Final = (
    (",,0,role:primary", ",,2,role:primary", ",,4,role:backup", ",,9,person:{team}-0"),
    ("Mon-Fri 22:00-06:00,,0,role:primary", "Mon-Fri 22:00-06:00,,5,role:backup;role:manager"),
    (",critical,0,role:primary;role:backup", ",critical,3,team:{team}"),
)

Measured = tuple[str, str, str, bool]


def proofs() -> Iterator[Measured]:
    """Yield the name of the measurement, what must be, what is, and whether that will do."""
    folder = _folder()
    span = days_span(MONDAY, MONDAY + (7 * WEEKS - 1) * DAY, folder.sites["reutlingen"].zone)
    within = timedelta(minutes=load_limits().response_minutes)
    grounds = [_ground(folder, team, span) for team in folder.teams.values()]
    begun = perf_counter()
    made = [prove(ground, (span,), within) for ground in grounds]
    seconds = perf_counter() - begun
    duties = sum(len(ground.duties) for ground in grounds)
    found = sum(len(each.findings) for each in made)
    name = (
        f"proof of {WEEKS} weeks × {len(grounds)} teams, {CUSTOMERS} customers and {len(LADDERS)} "
        f"ladders each, {duties} duties; {found} stretches fail"
    )
    yield name, f"≤ {WITHIN:g} s", f"{seconds:.2f} s", seconds <= WITHIN


def _ground(folder: Folder, team: Team, span: Span) -> Ground:
    staff: dict[str, list[str]] = defaultdict(list)
    for person in folder.people.values():
        staff[person.teams[0].id].append(person.id)
    mine = tuple(each for each in folder.bookings.values() if each.team is team)
    people = cycle(staff[team.id])
    duties = tuple(duty for shift in _shifts(team, span) for duty in _duties(shift, people, mine))
    return Ground(
        team,
        duties,
        mine,
        folder.ladders,
        {name: tuple(some) for name, some in staff.items()},
        {person.id: of_sheet(person) for person in folder.people.values()},
        {},
    )


def _shifts(team: Team, span: Span) -> Iterator[Span]:
    """Yield three shifts of every day."""
    zone = team.site.zone
    days = days_between(MONDAY, MONDAY + 7 * WEEKS * DAY)
    edges = sorted(recurring(day, minute, zone) for day in days for minute in (360, 840, 1320))
    cut = (Span(*pair).clip(span) for pair in pairwise((span.start, *edges)))
    yield from (each for each in cut if each)


def _duties(
    shift: Span, people: Iterator[str], bookings: tuple[Booking, ...]
) -> Iterator[Assignment]:
    names = tuple(each.id for each in bookings)
    for role in Role:
        yield Assignment(shift, role, next(people), names)


def _folder() -> Folder:
    """Return six teams with customers, people with numbers, and ladders of their own."""
    period = f"{MONDAY - 30 * DAY},{MONDAY},{MONDAY + 7 * WEEKS * DAY}"
    people = [
        f"{team}-{n},Person {n},{team},reutlingen,,0171 3920{t}{n:02},"
        for t, team in enumerate(TEAMS)
        for n in range(PEOPLE)
    ]
    bookings = [
        f'{team}-{n},Customer {n},{team},{period},"{WINDOWS[n % len(WINDOWS)]}",1,1'
        for team in TEAMS
        for n in range(CUSTOMERS)
    ]
    ladders = [
        f"{team},{row.format(team=team)}" for team in TEAMS for some in LADDERS for row in some
    ]
    head = "id,customer,team,requested_at,start,end,windows,primary,backup"
    texts = {
        "sites": SITE,
        "teams": "\n".join(["id,site", *(f"{team},reutlingen" for team in TEAMS)]),
        "people": "\n".join(["id,name,team,site,email,phone,skills", *people]),
        "bookings": "\n".join([head, *bookings]),
        "ladders": "\n".join(["team,when,severity,after_minutes,targets", *ladders]),
    }
    with TemporaryDirectory() as scratch:
        for name, text in texts.items():
            (Path(scratch) / f"{name}.csv").write_text(text, encoding="utf-8")
        return read_folder(Path(scratch))
