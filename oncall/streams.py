"""Streams: bookings that are covered together, when they need whom, and where duties may be cut."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from oncall.localtime import Span, days_between, days_span, recurring, union
from oncall.people import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from oncall.bookings import Booking
    from oncall.people import Team

BOOKED_ROLES = (Role.PRIMARY, Role.BACKUP)


@dataclass(frozen=True)
class Weeks:
    """The planned weeks: local days of each team's site, from `first` on.

    `begins` is the instant from which on anything may still change, where that is later than the
    first day's 00:00: what lies before it is history. `ends` likewise is where that ends earlier.
    """

    first: date
    days: int
    begins: datetime | None = None
    ends: datetime | None = None

    @property
    def last(self) -> date:
        """The last planned day."""
        return self.first + timedelta(days=self.days - 1)

    def span(self, zone: ZoneInfo) -> Span:
        """Return the planned weeks in a site's local time."""
        whole = days_span(self.first, self.last, zone)
        start, end = self.begins or whole.start, self.ends or whole.end
        return Span(max(whole.start, start), min(whole.end, end))


class Need(NamedTuple):
    """So many different people are needed from start to end."""

    span: Span
    people: int


@dataclass(frozen=True)
class Stream:
    """Bookings of one team and skill, or one exclusive booking, in the planned weeks."""

    id: str
    team: Team
    skill: str | None
    bookings: tuple[Booking, ...]
    weeks: Weeks

    @cached_property
    def planned(self) -> Span:
        """The planned weeks as the team's site has them."""
        return self.weeks.span(self.team.site.zone)

    @cached_property
    def windows(self) -> Mapping[str, tuple[Span, ...]]:
        """The windows of each booking, by its id, cut to the planned weeks."""
        return {b.id: b.window_spans(self.planned) for b in self.bookings}

    @cached_property
    def points(self) -> tuple[datetime, ...]:
        """The instants at which duties may begin and end, in order."""
        team, zone = self.team, self.team.site.zone
        found = {self.planned.start, self.planned.end}
        for day in days_between(self.weeks.first, self.weeks.last):
            found.update(recurring(day, minute, zone) for minute in team.handover)
        for windows in self.windows.values():
            found.update(instant for w in windows for instant in (w.start, w.end))
        return tuple(sorted(p for p in found if self.planned.start <= p <= self.planned.end))

    def needs(self, role: Role) -> tuple[Need, ...]:
        """Return how many people each minute needs in a role; stretches where nobody is, left out.

        In each minute it is the highest number that any of the bookings asks for (FORMATS,
        «Streams»).
        """
        return self._needs[role]

    @cached_property
    def _needs(self) -> Mapping[Role, tuple[Need, ...]]:
        return {
            role: tuple(
                Need(span, people)
                for span, people in _highest((w, b.asks(role)) for w, b in self._booked)
                if people
            )
            for role in BOOKED_ROLES
        }

    @property
    def _booked(self) -> Iterator[tuple[Span, Booking]]:
        return ((window, b) for b in self.bookings for window in self.windows[b.id])

    def stretches(self, role: Role) -> tuple[Span, ...]:
        """Return the stretches in which somebody is needed in a role without interruption."""
        return union(need.span for need in self.needs(role))

    def whole(self, role: Role) -> frozenset[Span]:
        """Return what the stream, some of its people or a booking need without interruption."""
        needs = self.needs(role)
        levels = range(1, max((n.people for n in needs), default=0) + 1)
        by_level = (union(n.span for n in needs if n.people >= level) for level in levels)
        booked = (self.windows[b.id] for b in self.bookings if b.asks(role))
        return frozenset(span for spans in (*by_level, *booked) for span in spans)

    def callouts(self) -> tuple[tuple[Span, Decimal], ...]:
        """Return the dearest call-out minutes per hour booked at each time, in order."""
        return tuple(_highest((w, b.callout_minutes_per_hour) for w, b in self._booked))

    def asking(self, role: Role, span: Span) -> tuple[Booking, ...]:
        """Return the bookings that ask for a role at some minute of a span."""
        return tuple(
            b
            for b in self.bookings
            if b.asks(role) and any(w.overlaps(span) for w in self.windows[b.id])
        )


Figure = TypeVar("Figure", int, "Decimal")


def _highest(windows: Iterable[tuple[Span, Figure]]) -> Iterator[tuple[Span, Figure]]:
    """Yield the highest figure of each instant; spans with the same one that touch are one."""
    turns: dict[datetime, list[tuple[Figure, int]]] = defaultdict(list)
    for window, figure in windows:
        turns[window.start].append((figure, 1))
        turns[window.end].append((figure, -1))
    running: Counter[Figure] = Counter()
    found: tuple[Span, Figure] | None = None
    for start, end in pairwise(sorted(turns)):
        for figure, change in turns[start]:
            running[figure] += change
        highest = max((figure for figure, count in running.items() if count), default=None)
        if found and highest == found[1] and found[0].end == start:
            found = (Span(found[0].start, end), found[1])
            continue
        if found:
            yield found
        found = None if highest is None else (Span(start, end), highest)
    if found:
        yield found


def streams_of(bookings: Iterable[Booking], weeks: Weeks) -> tuple[Stream, ...]:
    """Return the streams that bookings make (FORMATS, «Streams»), in order of their names."""
    together: dict[tuple[str, str], list[Booking]] = defaultdict(list)
    for booking in bookings:
        alone = f"only {booking.id}" if booking.exclusive else f"skill {booking.skill or '-'}"
        together[booking.team.id, alone].append(booking)
    return tuple(
        Stream(f"{team}, {name}", some[0].team, some[0].skill, tuple(some), weeks)
        for (team, name), some in sorted(together.items())
    )
