"""Rota problems by chance: tiny, with every rule in force, over both changes of the clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from solver import rules
from solver.load import Load
from solver.problem import Person, RotaProblem, merged
from solver.rules.changes import Gone
from tests.solver.problems import BERLIN, DAY, DAYS
from tests.solver.random_work import (
    HOUR,
    PLANNED,
    hours,
    options,
    pasts,
    streams,
    teams,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.problem import Cover, Duty
    from solver.rule import Rule
    from tests.solver.random_work import Post, Stream

NAMES = ("ada", "ben", "cem", "dora")
# The clocks change on 25 October 2026 and on 28 March 2027.
FIRSTS = (date(2026, 10, 24), date(2027, 3, 27), date(2026, 12, 23), date(2026, 10, 9))


@dataclass(frozen=True)
class Work:
    """What the rules are drawn for."""

    first: date
    people: tuple[Person, ...]
    streams: tuple[Stream, ...]
    options: list[Duty]
    history: list[Duty]

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """What the streams need in each role."""
        return tuple(post for stream in self.streams for post in stream.posts)

    @cached_property
    def covers(self) -> tuple[Cover, ...]:
        """What all streams need."""
        return tuple(cover for post in self.posts for cover in post.covers)

    @cached_property
    def instants(self) -> list[int]:
        """Where duties on offer begin and end."""
        edges = {edge for duty in self.options for edge in (duty.start, duty.end)}
        return sorted(edges or {self.streams[0].team.planned[0]})

    def each(self, value: st.SearchStrategy) -> st.SearchStrategy:
        """Draw a value for each person."""
        return st.fixed_dictionaries({person.id: value for person in self.people})


@st.composite
def problems(draw: st.DrawFn) -> RotaProblem:
    """Draw a problem with every rule in force."""
    work = draw(_work())
    book = (*draw(duty_rules(work)), *draw(limits(work)), *draw(prices(work)))
    history = tuple(merged(work.history))
    return RotaProblem(work.people, tuple(dict.fromkeys(work.options)), work.covers, book, history)


@st.composite
def _work(draw: st.DrawFn) -> Work:
    first = draw(st.sampled_from(FIRSTS))
    holidays = [first + DAY * n for n in draw(st.sampled_from(((), (0, 1), (-1, 2), (1, 7))))]
    some = draw(st.lists(teams(first, holidays), min_size=1, max_size=2))
    names = NAMES[: draw(st.integers(1, 4))]
    people = tuple(Person(n, n.title(), draw(st.sampled_from(some)).calendar) for n in names)
    booked = draw(streams(some))
    offered = draw(options([*names], booked))
    history = [past for n in names for past in draw(pasts(n, _begins(n, offered, booked)))]
    return Work(first, people, booked, offered, history)


def _begins(who: str, offered: Iterable[Duty], booked: tuple[Stream, ...]) -> int:
    """Return where a person's history ends: before everything on offer to the person."""
    begins = (duty.start for duty in offered if duty.person == who)
    return min(begins, default=booked[0].team.planned[0])


@st.composite
def duty_rules(draw: st.DrawFn, work: Work) -> tuple[Rule, ...]:
    """Draw the rules that look at one duty and its history; mostly kind ones."""
    rarely = st.sampled_from((None,) * 30 + ("lacks the skill",))
    known = BERLIN.midnights[DAYS]
    joined = st.sampled_from((0,) * 9 + tuple(work.instants[:2]))
    left = st.sampled_from((known,) * 9 + tuple(work.instants[-2:]))
    posts = [(p.id, post.stream, post.role) for p in work.people for post in work.posts]
    lacks = {post: why for post in posts if (why := draw(rarely))}
    return (
        rules.Eligible(lacks, draw(work.each(st.tuples(joined, left)))),
        rules.Blocked(
            draw(work.each(stretches(work, "absent"))),
            draw(work.each(stretches(work, "at regular work"))),
            frozenset(s.id for s in work.streams if s.team.regular_hours_too),
        ),
        rules.Length(
            {s.id: rules.Bounds(s.team.least, s.team.most, *s.team.planned) for s in work.streams},
            {(post.stream, post.role): frozenset(post.stretches) for post in work.posts},
        ),
        rules.Handover({s.id: s.points for s in work.streams}),
    )


@st.composite
def stretches(draw: st.DrawFn, work: Work, why: str) -> tuple[rules.Stretch, ...]:
    """Draw stretches near the duties on offer, in order and without overlaps."""
    found: list[rules.Stretch] = []
    many = draw(st.sampled_from((0, 0, 0, 0, 1, 2)))
    for instant in sorted(draw(st.sampled_from(work.instants)) for _ in range(many)):
        start = instant - draw(st.sampled_from((0, 15, HOUR)))
        start = max(start, found[-1].end if found else start)
        found.append(rules.Stretch(start, start + draw(st.sampled_from((15, HOUR))), why))
    return tuple(found)


@st.composite
def limits(draw: st.DrawFn, work: Work) -> tuple[Rule, ...]:
    """Draw the limits: tight ones, so that they are met."""
    days = {d for p in work.people for o in work.options for d in p.calendar.days(o.start, o.end)}
    regular = st.dictionaries(st.sampled_from(sorted(days) or [0]), hours(0, 2, 7, 9), max_size=2)
    begun = work.first - DAY * draw(st.sampled_from((0, 1, 7, 20)))
    return (
        rules.Reachable(draw(hours(10, 10, 8, 5))),
        rules.Working(
            draw(hours(8, 8, 4)),
            draw(work.each(regular)),
            {s.id: _rates(s) for s in work.streams},
        ),
        rules.Overlap(),
        rules.Rest(draw(work.each(hours(0, 0, 1, 4, 11)))),
        rules.Consecutive(draw(work.each(st.integers(1, 4)))),
        rules.Days28(draw(work.each(st.integers(1, 5)))),
        rules.Weekends(draw(work.each(st.integers(0, 4))), begun, work.first + DAY * (PLANNED - 1)),
    )


def _rates(stream: Stream) -> tuple[rules.Rate, ...]:
    booked = stream.booked(stream.edges)
    return tuple(rules.Rate(a, b, max(w.rate for w in some)) for a, b, some in booked)


_GONE = st.lists(st.just(Gone(0, "Eve: no longer primary")), max_size=2).map(tuple)


@st.composite
def prices(draw: st.DrawFn, work: Work) -> tuple[Rule, ...]:
    """Draw the rules that are paid for, with their weights."""
    weight = st.integers(1, 9)
    share = st.sampled_from((0, 50, 100, 250))
    fair = st.builds(Load, st.sampled_from((0, 12_000, 50_025)), share, share, share)
    units = {"turns": 3 * HOUR, "nights": 1, "weekends": 1, "holidays": 1}
    kinds = tuple(rules.Kind(name, unit, draw(st.integers(0, 3))) for name, unit in units.items())
    return (
        rules.Coverage(draw(st.sampled_from((1, 1, 50))), work.covers),
        rules.StandbyDays(draw(weight)),
        rules.Burden(draw(weight), draw(work.each(fair)), kinds),
        rules.Wishes(draw(weight), tuple(draw(st.lists(wishes(work), max_size=4)))),
        rules.Handovers(
            draw(weight),
            {(post.stream, post.role): post.stretches for post in work.posts},
            {s.id: s.team.calendar for s in work.streams},
            draw(st.integers(1, 4)),
        ),
        rules.Changes(draw(weight), draw(_before(work)), draw(_GONE)),
    )


@st.composite
def _before(draw: st.DrawFn, work: Work) -> tuple[Duty, ...]:
    """Draw a previous rota: some of what is on offer, and something that is not any more."""
    some = draw(st.sets(st.sampled_from(work.options), max_size=4)) if work.options else ()
    gone = [duty._replace(end=duty.end + 7) for duty in sorted(some) if draw(st.booleans())]
    return tuple(sorted({*merged(sorted(some)), *gone}))


@st.composite
def wishes(draw: st.DrawFn, work: Work) -> rules.Wish:
    """Draw a wish near the duties on offer."""
    start = draw(st.sampled_from(work.instants))
    end = start + draw(st.sampled_from((15, 4 * HOUR, 24 * HOUR)))
    who = draw(st.sampled_from(work.people)).id
    return rules.Wish(who, start, end, draw(st.booleans()), draw(st.integers(1, 5)))
