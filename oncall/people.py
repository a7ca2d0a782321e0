"""Sites, teams and people, and when a person works, is away, or can't be reached in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from oncall.hours import Calendar, WeeklyHours, WeeklyLine, expand, worked_spans
from oncall.localtime import Span, subtract

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

NO_HOURS = WeeklyHours()

# Beyond all dates that are accepted, and short of where local times overflow.
ALWAYS = datetime(1899, 1, 1, tzinfo=UTC)
NEVER = datetime(2201, 1, 1, tzinfo=UTC)


class Role(StrEnum):
    """What a person on standby is paged as: first, second, last."""

    PRIMARY = "primary"
    BACKUP = "backup"
    MANAGER = "manager"


@dataclass(frozen=True, slots=True)
class Site:
    """A place with its own local time, public holidays and support hours."""

    id: str
    zone: ZoneInfo
    country: str
    subdivision: str | None
    bridge_days: bool
    support_hours: WeeklyHours

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def calendar(self) -> Calendar:
        """The site's public holidays and bridge days."""
        return Calendar(self.country, self.subdivision, self.bridge_days)


@dataclass(frozen=True, slots=True)
class Team:
    """People who share a rota; durations are minutes, `handover` sorted minutes of the day."""

    id: str
    site: Site
    handover: tuple[int, ...]
    min_duty: int
    max_duty: int
    min_rest: int
    max_consecutive_days: int
    max_days_per_28: int
    min_free_weekends_per_28: int
    during_regular_hours: bool

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Absence:
    """A stretch in which a person is away."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """Weekly hours in which a person can't answer or act in time, from `first` to `last` day."""

    hours: WeeklyHours
    first: date | None
    last: date | None
    reason: str

    def lines_on(self, day: date, calendar: Calendar) -> tuple[WeeklyLine, ...]:
        """Return the lines that begin on a day; those of its weekday count on holidays too."""
        if (self.first and day < self.first) or (self.last and day > self.last):
            return ()
        holiday = self.hours.on_holiday() if calendar.is_holiday(day) else ()
        return self.hours.on_weekday(day) + holiday


@dataclass(frozen=True, slots=True)
class Wish:
    """A stretch in which a person would like (`prefer`) or not like a duty; weight 1 to 5."""

    span: Span
    prefer: bool
    weight: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can be on standby.

    `phone` is E.164 or empty; `joined` and `left` are None for always and never. In what is
    `spent` no working time is left of a day.
    """

    id: str
    name: str
    teams: tuple[Team, ...]
    site: Site
    email: str
    phone: str
    skills: frozenset[str]
    roles: frozenset[Role]
    languages: tuple[str, ...]
    joined: datetime | None
    left: datetime | None
    regular_hours: WeeklyHours = NO_HOURS
    unreachable: tuple[Unreachable, ...] = ()
    absences: tuple[Absence, ...] = ()
    wishes: tuple[Wish, ...] = ()
    spent: tuple[Span, ...] = ()

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def presence(self) -> Span:
        """From joined to left."""
        return Span(self.joined or ALWAYS, self.left or NEVER)

    def is_away(self, at: datetime) -> bool:
        """Tell whether an absence is on record for an instant."""
        return any(each.span.start <= at < each.span.end for each in self.absences)

    def regular_work(self, first_day: date, last_day: date) -> tuple[Span, ...]:
        """Return regular work in the local days (of the site) first to last, both included.

        A line that begins on a public holiday is not worked, on a bridge day it is; absences
        and the time before joining or after leaving are cut out.
        """
        site = self.site
        spans = worked_spans(self.regular_hours, site.calendar, first_day, last_day, site.zone)
        present = (span.clip(self.presence) for span in spans)
        away = (absence.span for absence in self.absences)
        return subtract((span for span in present if span), away)

    def unreachable_spans(self, first_day: date, last_day: date) -> tuple[tuple[Span, str], ...]:
        """Return unreachable stretches of the local days first to last, with their reasons."""
        found: list[tuple[Span, str]] = []
        for times in self.unreachable:
            lines_on = partial(times.lines_on, calendar=self.site.calendar)
            spans = expand(lines_on, first_day, last_day, self.site.zone)
            found += ((span, times.reason) for span in spans)
        return tuple(sorted(found))
