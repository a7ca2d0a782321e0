"""What the solver is asked: people, dated duties on offer, cover to give, rules to keep."""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from solver.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from solver.calendar import Calendar


class Hold(NamedTuple):
    """What a duty is for during a part of it: a stream from `start` to `end` (minutes)."""

    stream: str
    start: int
    end: int


class Duty(NamedTuple):
    """One person in one role for one uninterrupted stretch, and what it is for in each part.

    A tuple, not a dataclass: a large problem offers a million of them.
    """

    person: str
    role: str
    start: int
    end: int
    holds: tuple[Hold, ...]

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether the duty and a span share a minute."""
        return self.start < end and start < self.end


# A duty as people know it, whatever it is for: person, role, start, end.
Told = tuple[str, str, int, int]


def told(duty: Duty) -> Told:
    """Return a duty as people know it."""
    return (duty.person, duty.role, duty.start, duty.end)


@dataclass(frozen=True)
class Person:
    """Someone who may be given duties; the calendar is that of the person's site."""

    id: str
    name: str
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Cover:
    """So many different people are needed in a stream and role from `start` to `end`.

    `tolerated`: how many may be missing at most; None stands for all of them.
    """

    stream: str
    role: str
    start: int
    end: int
    need: int
    tolerated: int | None = None

    @property
    def most_missing(self) -> int:
        """How many people may be missing at most."""
        return self.need if self.tolerated is None else min(self.tolerated, self.need)

    @property
    def minutes(self) -> int:
        """The length."""
        return self.end - self.start


@dataclass(frozen=True)
class RotaProblem:
    """Everything the solver needs, already validated.

    `options` are offers: what a rule does not admit is never given. `history` is what was done
    before; it counts for limits and fairness and cannot be changed. `kept` duties are decided
    already and part of every plan.
    """

    people: tuple[Person, ...]
    options: tuple[Duty, ...]
    covers: tuple[Cover, ...]
    rules: tuple[Rule, ...]
    history: tuple[Duty, ...] = ()
    kept: tuple[Duty, ...] = ()

    @cached_property
    def person(self) -> Mapping[str, Person]:
        """The people by id."""
        return {p.id: p for p in self.people}

    @cached_property
    def past(self) -> Mapping[str, tuple[Duty, ...]]:
        """The history by person, in order of time."""
        return by_person(self.history)

    def past_of(self, person: str) -> tuple[Duty, ...]:
        """Return a person's history in order of time."""
        return self.past.get(person, ())

    @cached_property
    def past_days(self) -> Mapping[str, frozenset[int]]:
        """The local days on which each person was on duty, by history."""
        return {who: days_of(self.person[who], mine) for who, mine in self.past.items()}

    @cached_property
    def past_minutes(self) -> Mapping[str, Mapping[int, int]]:
        """The minutes of history per person and local day."""
        return {who: minutes_by_day(self.person[who], mine) for who, mine in self.past.items()}

    def with_past(self, duty: Duty) -> Duty:
        """Return the duty joined with the history that it touches in the same role.

        What is fixed after the planned weeks is history, too.
        """
        for before in reversed(self.past_of(duty.person)):
            if before.role == duty.role and before.end == duty.start:
                duty = joined(before, duty)
        for after in self.past_of(duty.person):
            if after.role == duty.role and after.start == duty.end:
                duty = joined(duty, after)
        return duty

    def refusal(self, duty: Duty) -> Refusal | None:
        """Return why this duty may never be given, by the first rule that stands against it."""
        for rule in self._refusing:
            if why := rule.refuses(self, duty):
                return Refusal(rule.name, why)
        return None

    @cached_property
    def _refusing(self) -> tuple[Rule, ...]:
        """The rules that look at single duties; a large problem asks them a million times."""
        return tuple(rule for rule in self.rules if type(rule).refuses is not Rule.refuses)

    @cached_property
    def admitted(self) -> tuple[Duty, ...]:
        """The options that no rule refuses by itself."""
        return tuple(duty for duty in self.options if self.refusal(duty) is None)


class Refusal(NamedTuple):
    """The rule that stands against one duty, and why, in words without the person's name."""

    rule: str
    why: str


@dataclass(frozen=True)
class Plan:
    """Who is on duty when. Touching duties of one person and role are one duty."""

    duties: frozenset[Duty] = field(default_factory=frozenset)

    @cached_property
    def by_person(self) -> Mapping[str, tuple[Duty, ...]]:
        """The duties by person, in order of time."""
        return by_person(self.duties)

    def of(self, person: str) -> tuple[Duty, ...]:
        """Return a person's duties in order of time."""
        return self.by_person.get(person, ())


def by_person(duties: Iterable[Duty]) -> dict[str, tuple[Duty, ...]]:
    """Return duties by person, each person's in order of time."""
    mine: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        mine[duty.person].append(duty)
    return {person: tuple(sorted(some, key=_in_time)) for person, some in mine.items()}


def _in_time(duty: Duty) -> tuple[int, int, str]:
    return (duty.start, duty.end, duty.role)


def joined(first: Duty, second: Duty) -> Duty:
    """Return one duty made of two of the same person and role that touch."""
    holds = list(first.holds)
    for hold in second.holds:
        if holds and (holds[-1].stream, holds[-1].end) == (hold.stream, hold.start):
            holds[-1] = holds[-1]._replace(end=hold.end)
        else:
            holds.append(hold)
    return Duty(first.person, first.role, first.start, second.end, tuple(holds))


def merged(duties: Iterable[Duty]) -> list[Duty]:
    """Join the duties of each person that touch in one role; order of time within a person."""
    done: list[Duty] = []
    for some in by_person(duties).values():
        open_: dict[tuple[str, int], Duty] = {}
        twins: list[Duty] = []
        for duty in some:
            before = open_.pop((duty.role, duty.start), None)
            joint = joined(before, duty) if before else duty
            twin = open_.get((joint.role, joint.end))
            if twin:
                twins.append(twin)
            open_[joint.role, joint.end] = joint
        done += sorted([*twins, *open_.values()], key=_in_time)
    return done


def days_of(person: Person, duties: Iterable[Duty]) -> frozenset[int]:
    """Return the local days of the person's site on which any of the duties lies."""
    return frozenset(day for d in duties for day in person.calendar.days(d.start, d.end))


def minutes_by_day(person: Person, duties: Iterable[Duty]) -> Mapping[int, int]:
    """Return the minutes on duty per local day; minutes held twice count once."""
    days: dict[int, int] = defaultdict(int)
    reached = -sys.maxsize
    for duty in sorted(duties, key=_in_time):
        start = max(duty.start, reached)
        if start < duty.end:
            for day, minutes in person.calendar.shares(start, duty.end):
                days[day] += minutes
            reached = duty.end
    return days
