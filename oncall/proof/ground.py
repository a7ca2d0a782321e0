"""What a proof is made from, and who is on call in it at any instant, looked up quickly."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.ladder import Channel, Target, Whom
from oncall.incidents.present import STANDS_IN, Present
from oncall.incidents.reaching import chosen
from oncall.localtime import Span
from oncall.people import NEVER, Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.bookings import Booking
    from oncall.incidents.choosing import TeamLadder
    from oncall.incidents.reaching import Reach
    from oncall.people import Team

# Whoever is not reached by then is not reached; and no longer does anybody stand in for nobody.
LONGEST: Final = STANDS_IN
# So far ahead of a report is looked; the answers stay the same for at least the difference.
HORIZON: Final = LONGEST + timedelta(minutes=30)
ROLES: Final = tuple(Target(Whom.ROLE, role.value) for role in Role)


@dataclass(frozen=True)
class Ground:
    """A team's duties, bookings and ladders, and the ways to reach everybody.

    `staff` are the people of each team, `ways` those of each person as they are used for pages,
    `absences` when they are away.
    """

    team: Team
    duties: tuple[Assignment, ...]
    bookings: tuple[Booking, ...]
    ladders: tuple[TeamLadder, ...]
    staff: Mapping[str, tuple[str, ...]]
    ways: Mapping[str, tuple[Reach, ...]]
    absences: Mapping[str, tuple[Span, ...]]

    @cached_property
    def bounds(self) -> tuple[datetime, ...]:
        """The instants at which a duty or an absence after one begins or ends, in order."""
        spans = chain((each.span for each in self.duties), *self._gone.values())
        return tuple(sorted({at for span in spans for at in (span.start, span.end)}))

    @cached_property
    def away(self) -> tuple[frozenset[str], ...]:
        """Who is away so soon after a duty, before the first bound, and from each of them on."""
        found = [frozenset[str]()]
        for at in self.bounds:
            some = self._gone.items()
            found.append(
                frozenset(who for who, spans in some if any(s.start <= at < s.end for s in spans))
            )
        return tuple(found)

    @cached_property
    def running(self) -> tuple[tuple[Assignment, ...], ...]:
        """The duties that run before the first bound, and from each of them on."""
        starts: dict[datetime, list[Assignment]] = {}
        for each in self.duties:
            starts.setdefault(each.span.start, []).append(each)
        found: list[tuple[Assignment, ...]] = [()]
        for at in self.bounds:
            stay = (each for each in found[-1] if each.span.end > at)
            found.append((*stay, *starts.get(at, ())))
        return tuple(found)

    def voice_after(self, person: str, channels: Sequence[Channel]) -> timedelta | None:
        """Return how long after a rung somebody is called, None where they are not."""
        key = person, tuple(channels)
        if key not in self._voices:
            some = chosen(self.ways.get(person, ()), channels)
            calls = [way.delay for way in some if way.channel is Channel.VOICE]
            self._voices[key] = min(calls, default=None)
        return self._voices[key]

    def can_be_called(self, person: str) -> bool:
        """Tell whether there is a number to call somebody at all."""
        return self.voice_after(person, (Channel.VOICE,)) is not None

    def has_way(self, person: str) -> bool:
        """Tell whether somebody can be reached by anything at all."""
        return any(not way.has_opted_out for way in self.ways.get(person, ()))

    @cached_property
    def _gone(self) -> Mapping[str, set[Span]]:
        """The absences that keep people from standing in after a duty of theirs."""
        found: defaultdict[str, set[Span]] = defaultdict(set)
        for duty in self.duties:
            after = Span(duty.span.end, duty.span.end + LONGEST)
            some = (each for each in self.absences.get(duty.person, ()) if each.overlaps(after))
            found[duty.person].update(some)
        return found

    @cached_property
    def _voices(self) -> dict[tuple[str, tuple[Channel, ...]], timedelta | None]:
        return {}


class Ahead(NamedTuple):
    """Who is in each role until an instant, and who is away."""

    until: datetime
    roles: tuple[tuple[str, ...], ...]
    away: frozenset[str]


class Calendar:
    """Who is on call for an incident about some bookings; keeps how long that stays so."""

    def __init__(self, ground: Ground, bookings: frozenset[str]) -> None:
        self._ground = ground
        self._bookings = bookings
        self._meant: dict[tuple[int, int, tuple[Target, ...]], tuple[str, ...]] = {}
        self._rows: dict[int, tuple[tuple[str, ...], ...]] = {}
        self._horizon = NEVER
        self._began = 0
        self.left = HORIZON

    def begin(self, at: datetime) -> None:
        """Forget what was asked, and ask of a report at an instant, and what comes after it."""
        self._horizon = at + HORIZON
        self.left = HORIZON
        self._began = self._place(at)

    def meant(self, targets: tuple[Target, ...], at: datetime) -> tuple[str, ...]:
        """Return who is meant by targets at an instant after the report, each once.

        `left` is then how much later all that was asked could have been, with the same answers.
        """
        place = self._place(at)
        bounds = self._ground.bounds
        ends = bounds[place] if place < len(bounds) else self._horizon
        self.left = min(self.left, min(ends, self._horizon) - at)
        key = place, self._began, targets
        if key not in self._meant:
            self._meant[key] = self._in(place, targets, before=self._began)
        return self._meant[key]

    def ahead(self, at: datetime) -> Iterator[Ahead]:
        """Yield who is in each role, and who is away, from an instant to the horizon."""
        bounds = self._ground.bounds
        place = self._place(at)
        while place < len(bounds) and bounds[place] <= self._horizon:
            yield Ahead(bounds[place], self._roles(place), self._ground.away[place])
            place += 1
        yield Ahead(self._horizon, self._roles(place), self._ground.away[place])

    def _place(self, at: datetime) -> int:
        return bisect_right(self._ground.bounds, at)

    def _roles(self, place: int) -> tuple[tuple[str, ...], ...]:
        if place not in self._rows:
            self._rows[place] = tuple(self._in(place, (each,), before=place) for each in ROLES)
        return self._rows[place]

    def _in(self, place: int, targets: tuple[Target, ...], before: int) -> tuple[str, ...]:
        duties, had = self._ground.running[place], self._ground.running[before]
        gone = self._ground.away[place]
        present = Present(duties, self._bookings, self._ground.staff, before=had, away=gone)
        people = (person for target in targets for person in present.people(target))
        return tuple(dict.fromkeys(people))
