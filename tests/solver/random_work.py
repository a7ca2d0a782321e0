"""Work by chance: teams, what they are booked for, duties on offer and what was done before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from solver.problem import Cover, Duty, Hold
from tests.solver.problems import BERLIN, LONDON

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from solver.calendar import Calendar

HOUR = 60
ROLES = ("primary", "backup")
# Days of the planned weeks on which something is booked: neighbours, and the same day of a week.
BOOKED = (0, 0, 1, 1, 2, 3, 7, 8, 14, 21, 22, 27, 28)
PLANNED = 30


def hours(*some: int) -> st.SearchStrategy[int]:
    """Draw one of some lengths, in minutes."""
    return st.sampled_from([HOUR * n for n in some])


@dataclass(frozen=True)
class Team:
    """A team's site and what it wants of a duty."""

    calendar: Calendar
    first: date
    least: int
    most: int
    handover: tuple[int, ...]
    regular_hours_too: bool

    @cached_property
    def planned(self) -> tuple[int, int]:
        """The planned weeks in minutes."""
        at = self.calendar.index(self.first)
        return self.calendar.midnights[at], self.calendar.midnights[at + PLANNED]


@dataclass(frozen=True)
class Window:
    """So many people of each role are booked from `start` to `end`."""

    start: int
    end: int
    need: dict[str, int]
    rate: int


@dataclass(frozen=True)
class Stream:
    """Windows of one team that are covered together."""

    id: str
    team: Team
    windows: tuple[Window, ...]

    @cached_property
    def edges(self) -> frozenset[int]:
        """Where windows begin and end."""
        return frozenset(edge for w in self.windows for edge in (w.start, w.end))

    @cached_property
    def points(self) -> frozenset[int]:
        """Where duties may begin and end: handover times, edges of windows and of the weeks."""
        site = self.team.calendar
        days = {day for w in self.windows for day in site.days(w.start, w.end)}
        handovers = {
            site.midnights[day] + HOUR * hour for day in days for hour in self.team.handover
        }
        return handovers | self.edges | {*self.team.planned}

    def booked(self, cuts: frozenset[int]) -> Iterator[tuple[int, int, list[Window]]]:
        """Yield the stretches between two cuts in which something is booked, and what."""
        for start, end in pairwise(sorted(cuts)):
            if some := [w for w in self.windows if w.start <= start and end <= w.end]:
                yield start, end, some

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """What is needed in each role."""
        booked = list(self.booked(self.points))
        return tuple(
            Post(
                self.id,
                role,
                tuple(
                    Cover(self.id, role, start, end, need)
                    for start, end, some in booked
                    if (need := max(w.need[role] for w in some))
                ),
            )
            for role in ROLES
        )


@dataclass(frozen=True)
class Post:
    """What a stream needs in a role."""

    stream: str
    role: str
    covers: tuple[Cover, ...]

    @cached_property
    def pieces(self) -> tuple[tuple[int, ...], ...]:
        """The cuts in each stretch that is needed without interruption."""
        found: list[tuple[int, ...]] = []
        for each in self.covers:
            if found and found[-1][-1] == each.start:
                found[-1] = (*found[-1], each.end)
            else:
                found.append((each.start, each.end))
        return tuple(found)

    @property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The stretches that are needed without interruption."""
        return tuple((piece[0], piece[-1]) for piece in self.pieces)

    @cached_property
    def holds(self) -> tuple[Hold, ...]:
        """Every stretch between two cuts of a piece."""
        pairs = (pair for piece in self.pieces for pair in combinations(piece, 2))
        return tuple(Hold(self.stream, start, end) for start, end in pairs)


@st.composite
def teams(draw: st.DrawFn, first: date, holidays: list[date]) -> Team:
    """Draw a team in Hamburg or Woking."""
    site = draw(st.sampled_from((BERLIN, LONDON)))
    return Team(
        replace(site, holidays=frozenset(map(site.index, holidays))),
        first,
        draw(hours(0, 1, 1, 2, 4)),
        draw(hours(12, 10, 6, 4)),
        draw(st.sampled_from(((0, 12), (6, 22), (0, 4, 8, 12, 16, 20), ()))),
        draw(st.booleans()),
    )


@st.composite
def windows(draw: st.DrawFn, team: Team) -> Window:
    """Draw a window inside the planned weeks, on the hour."""
    begins, ends = team.planned
    start = begins + 24 * HOUR * draw(st.sampled_from(BOOKED)) + HOUR * draw(st.integers(0, 23))
    end = min(ends, start + draw(hours(4, 2, 6, 8, 1, 4, 10, 14, 26)))
    need = draw(st.sampled_from(((1, 0), (1, 1), (2, 0), (1, 2), (0, 1), (2, 2))))
    rate = draw(st.sampled_from((600, 750, 0, 3000, 6000)))
    return Window(start, end, dict(zip(ROLES, need, strict=True)), rate)


@st.composite
def streams(draw: st.DrawFn, some: list[Team]) -> tuple[Stream, ...]:
    """Draw one to three streams of some teams."""
    of = draw(st.lists(st.sampled_from(some), min_size=1, max_size=3))
    booked = [draw(st.lists(windows(team), min_size=1, max_size=3)) for team in of]
    return tuple(
        Stream(f"S{n}", team, tuple(mine))
        for n, (team, mine) in enumerate(zip(of, booked, strict=True))
    )


@st.composite
def options(draw: st.DrawFn, people: list[str], some: tuple[Stream, ...]) -> list[Duty]:
    """Draw offers: often good ones, sometimes such that no rule will have."""
    holds = {
        role: [h for s in some for p in s.posts if p.role == role for h in p.holds]
        for role in ROLES
    }
    roles = [role for role in ROLES if holds[role]]
    found = []
    for _ in range(draw(st.integers(3, 14)) if roles else 0):
        role = draw(st.sampled_from(roles))
        mine = draw(_holds(holds[role], [s.id for s in some]))
        found.append(Duty(draw(st.sampled_from(people)), role, mine[0].start, mine[-1].end, mine))
    return found


@st.composite
def _holds(draw: st.DrawFn, good: list[Hold], names: list[str]) -> tuple[Hold, ...]:
    first = draw(st.sampled_from(good))
    match draw(st.sampled_from(("as it is",) * 6 + ("and on",) * 2 + ("odd", "at once"))):
        case "and on":
            more = [h for h in good if h.stream != first.stream and h.start == first.end]
            return (first, draw(st.sampled_from(more))) if more else (first,)
        case "odd":
            start = first.start - draw(st.sampled_from((0, 15, -15, 240)))
            end = max(start, first.end) + draw(st.sampled_from((15, 60, 600)))
            return (Hold(first.stream, start, end),)
        case "at once":
            return tuple(first._replace(stream=name) for name in names)
    return (first,)


@st.composite
def pasts(draw: st.DrawFn, who: str, until: int) -> list[Duty]:
    """Draw a history backwards from an instant: touching, too close, or days ago."""
    found = []
    for _ in range(draw(st.sampled_from((0, 0, 1, 2, 4)))):
        end = until - draw(hours(0, 0, 1, 4, 10, 11, 16, 20, 6 * 24, 26 * 24))
        until = end - draw(hours(1, 2, 4, 8))
        role = draw(st.sampled_from(ROLES))
        found.append(Duty(who, role, until, end, (Hold("past", until, end),)))
    return found
