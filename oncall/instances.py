"""Invented firms of any size, the same for the same seed: what the solver is measured on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from oncall.bookings import Booking, Windows
from oncall.hours import WeeklyHours, WeeklyLine
from oncall.limits import load_limits
from oncall.localtime import DAY, Span, days_span, recurring
from oncall.people import Absence, Person, Role, Site, Team, Unreachable, Wish
from oncall.planning import Facts
from oncall.streams import Weeks
from oncall.weights import load_weights

if TYPE_CHECKING:
    from collections.abc import Sequence

MONDAY = date(2027, 1, 11)
WORKDAYS = frozenset(range(5))
HANDOVER = tuple(hour * 60 for hour in (0, 6, 8, 12, 16, 18, 20, 22))
SITES = (("reutlingen", "Europe/Berlin", "DE", "BW"), ("woking", "Europe/London", "GB", "ENG"))


@dataclass(frozen=True)
class Size:
    """How large an invented firm is, and what it has sold."""

    weeks: int
    people: int
    skills: int
    windows: Windows = Windows.OUT_OF_HOURS
    backup: int = 1
    without_regular_hours: float = 0.0
    sites: int = 1


def firm(size: Size, seed: int) -> tuple[Facts, Weeks]:
    """Return the facts of an invented firm and the weeks to plan."""
    dice = Random(seed)  # noqa: S311 - for variety, not for secrets
    weeks = Weeks(MONDAY, 7 * size.weeks)
    teams = [_team(*SITES[n]) for n in range(size.sites)]
    skills = [f"skill-{n + 1}" for n in range(size.skills)]
    people: list[Person] = []
    bookings: list[Booking] = []
    for n, team in enumerate(teams):
        mine = skills[n :: len(teams)]
        count = size.people // len(teams)
        people += (
            _person(dice, team, f"{team.id}-{k:03}", mine, k, size, weeks) for k in range(count)
        )
        bookings += (_booking(team, skill, size, weeks) for skill in mine)
    return Facts(tuple(people), tuple(bookings), (), load_limits(), load_weights()), weeks


def _team(name: str, zone: str, country: str, subdivision: str) -> Team:
    support = WeeklyHours((WeeklyLine(WORKDAYS, holiday=False, start=9 * 60, end=16 * 60),))
    site = Site(name, ZoneInfo(zone), country, subdivision, False, support)  # noqa: FBT003
    return Team(name, site, HANDOVER, 120, 720, 660, 7, 14, 1, during_regular_hours=False)


def _booking(team: Team, skill: str, size: Size, weeks: Weeks) -> Booking:
    asked = datetime.combine(weeks.first, time(), UTC) - 30 * DAY
    return Booking(
        f"{team.id}-{skill}",
        "A customer",
        team,
        asked,
        weeks.span(team.site.zone),
        size.windows,
        skill,
        1,
        size.backup,
        False,  # noqa: FBT003
        Decimal(6),
    )


def _person(
    dice: Random,
    team: Team,
    name: str,
    skills: Sequence[str],
    number: int,
    size: Size,
    weeks: Weeks,
) -> Person:
    own = {skills[number % len(skills)], *(s for s in skills if dice.random() < 0.3)}
    free = dice.random() < size.without_regular_hours
    start = dice.choice((8 * 60, 9 * 60))
    work = () if free else (WeeklyLine(WORKDAYS, holiday=False, start=start, end=start + 7 * 60),)
    return Person(
        name,
        name.title(),
        (team,),
        team.site,
        "",
        "",
        frozenset(own),
        frozenset((Role.PRIMARY, Role.BACKUP)),
        ("de",),
        None,
        None,
        WeeklyHours(work),
        tuple(_unreachable(dice)),
        tuple(_absences(dice, team.site, weeks)),
        tuple(_wishes(dice, team.site, weeks)),
    )


def _unreachable(dice: Random) -> list[Unreachable]:
    if dice.random() < 0.5:
        return []
    start = dice.choice((17, 18, 19)) * 60
    line = WeeklyLine(frozenset((dice.randrange(5),)), holiday=False, start=start, end=start + 120)
    return [Unreachable(WeeklyHours((line,)), None, None, "choir")]


def _absences(dice: Random, site: Site, weeks: Weeks) -> list[Absence]:
    if dice.random() < 0.5:
        return []
    first = weeks.first + timedelta(days=dice.randrange(weeks.days))
    return [Absence(days_span(first, first + dice.randrange(3, 10) * DAY, site.zone), "leave")]


def _wishes(dice: Random, site: Site, weeks: Weeks) -> list[Wish]:
    found = []
    for _ in range(dice.randrange(3)):
        day = weeks.first + timedelta(days=dice.randrange(weeks.days))
        span = Span(recurring(day, 0, site.zone), recurring(day + DAY, 0, site.zone))
        found.append(Wish(span, dice.random() < 0.3, Decimal(dice.randint(1, 5))))
    return found
