"""Invented firms of any size, the same for the same seed: what the solver is measured on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from oncall.bookings import Booking, Windows
from oncall.facts import Facts
from oncall.hours import WeeklyHours, WeeklyLine
from oncall.limits import load_limits
from oncall.localtime import DAY, day_span, days_span
from oncall.people import Absence, Person, Role, Site, Team, Unreachable, Wish
from oncall.streams import Weeks
from oncall.weights import load_weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

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
    weeks = Weeks(MONDAY, 7 * size.weeks)
    inventor = _Inventor(size, weeks, Random(seed))  # noqa: S311 - for variety, not for secrets
    teams = [_team(*SITES[n]) for n in range(size.sites)]
    people: list[Person] = []
    bookings: list[Booking] = []
    for n, team in enumerate(teams):
        skills = [f"skill-{k}" for k in range(n, size.skills, len(teams))]
        people += (inventor.person(team, k, skills) for k in range(size.people // len(teams)))
        bookings += (inventor.booking(team, skill) for skill in skills)
    return Facts(tuple(people), tuple(bookings), (), load_limits(), load_weights()), weeks


def _team(name: str, zone: str, country: str, subdivision: str) -> Team:
    support = WeeklyHours((WeeklyLine(WORKDAYS, holiday=False, start=9 * 60, end=16 * 60),))
    site = Site(
        name, ZoneInfo(zone), country, subdivision, bridge_days=False, support_hours=support
    )
    return Team(name, site, HANDOVER, 120, 720, 660, 7, 14, 1, during_regular_hours=False)


@dataclass(frozen=True)
class _Inventor:
    """Invents what a firm of some size consists of."""

    size: Size
    weeks: Weeks
    dice: Random

    def booking(self, team: Team, skill: str) -> Booking:
        """Return a booking of a skill for all of the weeks."""
        return Booking(
            id=f"{team.id}-{skill}",
            customer="A customer",
            team=team,
            requested_at=datetime.combine(self.weeks.first, time(), UTC) - 30 * DAY,
            span=self.weeks.span(team.site.zone),
            windows=self.size.windows,
            skill=skill,
            primary=1,
            backup=self.size.backup,
            exclusive=False,
            callout_minutes_per_hour=Decimal(6),
        )

    def person(self, team: Team, number: int, skills: Sequence[str]) -> Person:
        """Return somebody with one skill or more, some with leave, wishes and a choir."""
        dice = self.dice
        more = (skill for skill in skills if dice.random() < 0.3)
        free = dice.random() < self.size.without_regular_hours
        begins = dice.choice((8 * 60, 9 * 60))
        line = WeeklyLine(WORKDAYS, holiday=False, start=begins, end=begins + 7 * 60)
        return Person(
            id=f"{team.id}-{number:03}",
            name=f"{team.id.title()} {number:03}",
            teams=(team,),
            site=team.site,
            email="",
            phone="",
            skills=frozenset((skills[number % len(skills)], *more)),
            roles=frozenset((Role.PRIMARY, Role.BACKUP)),
            languages=("de",),
            joined=None,
            left=None,
            regular_hours=WeeklyHours(() if free else (line,)),
            unreachable=tuple(self._unreachable()),
            absences=tuple(self._absences(team.site)),
            wishes=tuple(self._wishes(team.site)),
        )

    def _unreachable(self) -> Iterator[Unreachable]:
        if self.dice.random() < 0.5:
            begins = self.dice.choice((17, 18, 19)) * 60
            day = frozenset((self.dice.randrange(5),))
            line = WeeklyLine(day, holiday=False, start=begins, end=begins + 120)
            yield Unreachable(WeeklyHours((line,)), None, None, "choir")

    def _absences(self, site: Site) -> Iterator[Absence]:
        if self.dice.random() < 0.5:
            first = self._some_day()
            last = first + self.dice.randrange(3, 10) * DAY
            yield Absence(days_span(first, last, site.zone), "leave")

    def _wishes(self, site: Site) -> Iterator[Wish]:
        for _ in range(self.dice.randrange(3)):
            day = self._some_day()
            prefer = self.dice.random() < 0.3
            yield Wish(day_span(day, site.zone), prefer, self.dice.randint(1, 5))

    def _some_day(self) -> date:
        return self.weeks.first + self.dice.randrange(self.weeks.days) * DAY
