"""The rules of a rota counted by quarters of an hour: slow, and too simple to be wrong.

Each says for one person whether a must is broken, or how many points are paid. All instants of a
problem by chance lie on quarters of an hour.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, cached_property
from math import ceil
from typing import TYPE_CHECKING

from tests.solver.problems import DAY, EPOCH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from solver import rules
    from solver.problem import Duty, Person, Plan, RotaProblem

QUARTER = 15


@cache
def clock(zone: ZoneInfo, quarter: int) -> datetime:
    """Return what the clock on the wall shows when a quarter begins."""
    return (EPOCH + timedelta(minutes=quarter)).astimezone(zone)


def quarters(start: int, end: int) -> range:
    """Return the quarters of a span, each named by the minute in which it begins."""
    return range(start, end, QUARTER)


def day_of(person: Person, quarter: int) -> date:
    """Return the local day of a quarter at the person's site."""
    return clock(person.calendar.zone, quarter).date()


def night_of(zone: ZoneInfo, quarter: int) -> date | None:
    """Return the night (by its evening) a quarter lies in, 22:00 to 06:00, or None by day."""
    local = clock(zone, quarter)
    if local.hour >= 22:
        return local.date()
    return local.date() - DAY if local.hour < 6 else None


@dataclass
class Mine:
    """What one person did and is to do."""

    person: Person
    past: tuple[Duty, ...]
    planned: tuple[Duty, ...]

    @cached_property
    def times(self) -> Counter[int]:
        """How often each quarter is held."""
        return Counter(q for d in (*self.past, *self.planned) for q in quarters(d.start, d.end))

    @cached_property
    def planned_times(self) -> set[int]:
        """The quarters that the plan gives."""
        return {q for d in self.planned for q in quarters(d.start, d.end)}

    @cached_property
    def days(self) -> set[date]:
        """The standby days."""
        return {day_of(self.person, q) for q in self.times}

    @cached_property
    def planned_days(self) -> set[date]:
        """The standby days of the plan."""
        return {day_of(self.person, q) for q in self.planned_times}

    @cached_property
    def added_days(self) -> set[date]:
        """The standby days that there are only because of the plan."""
        past = {day_of(self.person, q) for d in self.past for q in quarters(d.start, d.end)}
        return self.planned_days - past

    def begun(self, duty: Duty) -> int:
        """Return when the duty began that a planned one, perhaps, goes on with."""
        start = duty.start
        while before := [d for d in self.past if (d.role, d.end) == (duty.role, start)]:
            start = before[0].start
        return start


def everybody(problem: RotaProblem, plan: Plan) -> Iterator[Mine]:
    for person in problem.people:
        past = tuple(d for d in problem.history if d.person == person.id)
        yield Mine(person, past, tuple(d for d in plan.duties if d.person == person.id))


def eligible(rule: rules.Eligible, mine: Mine) -> bool:
    joined, left = rule.present[mine.person.id]
    return any(
        duty.start < joined
        or left < duty.end
        or any((duty.person, hold.stream, duty.role) in rule.lacks for hold in duty.holds)
        or max(Counter(q for hold in duty.holds for q in quarters(*hold[1:])).values()) > 1
        for duty in mine.planned
    )


def blocked(rule: rules.Blocked, mine: Mine) -> bool:
    at_work = {q for s in rule.regular[mine.person.id] for q in quarters(s.start, s.end)}
    never = {q for s in rule.never[mine.person.id] for q in quarters(s.start, s.end)}
    closed = {
        q
        for duty in mine.planned
        for hold in duty.holds
        if hold.stream not in rule.open_streams
        for q in quarters(hold.start, hold.end)
    }
    return bool(never & mine.planned_times or at_work & closed)


def reachable(rule: rules.Reachable, mine: Mine) -> bool:
    held = Counter(day_of(mine.person, q) for q in mine.times)
    return any(held[day] * QUARTER > rule.limit for day in mine.planned_days)


def working(rule: rules.Working, mine: Mine) -> bool:
    reserve: dict[date, Fraction] = defaultdict(Fraction)
    planned = [d for d in mine.planned if d.role == "primary"]
    for duty in planned:
        for hold in duty.holds:
            for q in quarters(hold.start, hold.end):
                rates = [r.hundredths for r in rule.rates[hold.stream] if r.start <= q < r.end]
                reserve[day_of(mine.person, q)] += Fraction(sum(rates) * QUARTER, 6000)
    days = {*reserve}
    for duty in mine.past:
        if duty.role == "primary":
            for q in quarters(duty.start, duty.end):
                reserve[day_of(mine.person, q)] += Fraction(6 * QUARTER, 60)
    work = rule.regular[mine.person.id]
    index = mine.person.calendar.index
    return any(work.get(index(day), 0) + reserve[day] > rule.limit for day in days)


def overlap(_: rules.Overlap, mine: Mine) -> bool:
    return any(mine.times[q] > 1 for q in mine.planned_times)


def length(rule: rules.Length, mine: Mine) -> bool:
    for duty in mine.planned:
        start, end = mine.begun(duty), duty.end
        teams = [rule.bounds[hold.stream] for hold in duty.holds]
        at_the_edge = any(duty.start == t.begins or end == t.ends for t in teams)
        whole = any((start, end) in rule.whole[h.stream, duty.role] for h in duty.holds)
        too_short = any(end - start < t.least for t in teams) and not (at_the_edge or whole)
        if too_short or any(end - start > t.most for t in teams):
            return True
    return False


def handover(rule: rules.Handover, mine: Mine) -> bool:
    for duty in mine.planned:
        starts = {q for h in duty.holds for q in {h.start} & rule.points[h.stream]}
        ends = {q for h in duty.holds for q in {h.end} & rule.points[h.stream]}
        new = mine.begun(duty) == duty.start
        if duty.end not in ends or (new and duty.start not in starts):
            return True
    return False


def rest(rule: rules.Rest, mine: Mine) -> bool:
    """Rest before a duty that goes on from history is history's own affair."""
    new = [duty for duty in mine.planned if mine.begun(duty) == duty.start]
    least = rule.least[mine.person.id]
    return any(
        0 <= duty.start - before.end < least
        for duty in new
        for before in (*mine.past, *mine.planned)
        if before is not duty
    )


def consecutive(rule: rules.Consecutive, mine: Mine) -> bool:
    most = rule.most[mine.person.id]
    return any(len(run) > most and run & mine.added_days for run in _runs(mine.days))


def _runs(days: Iterable[date]) -> list[set[date]]:
    runs: list[set[date]] = []
    for day in sorted(days):
        if runs and day - DAY in runs[-1]:
            runs[-1].add(day)
        else:
            runs.append({day})
    return runs


def days_28(rule: rules.Days28, mine: Mine) -> bool:
    windows = (
        {added + DAY * (n + m) for n in range(28)}
        for added in mine.added_days
        for m in range(-27, 1)
    )
    return any(len(w & mine.days) > rule.most[mine.person.id] for w in windows)


def weekends(rule: rules.Weekends, mine: Mine) -> bool:
    every = [rule.first + DAY * n for n in range((rule.last - rule.first).days)]
    saturdays = [day for day in every if day.weekday() == 5]
    for four in zip(*(saturdays[n:] for n in range(4)), strict=False):
        free = sum(not {day, day + DAY} & mine.days for day in four)
        added = any(
            {day, day + DAY} & mine.added_days
            and not {day, day + DAY} & (mine.days - mine.added_days)
            for day in four
        )
        if added and free < rule.least[mine.person.id]:
            return True
    return False


def standby_days(_: rules.StandbyDays, mine: Mine) -> int:
    return len(mine.planned_days)


def burden(rule: rules.Burden, mine: Mine) -> int:
    zone = mine.person.calendar.zone
    index = mine.person.calendar.index
    carried = (
        len(mine.times) * QUARTER,
        len({night_of(zone, q) for q in mine.times} - {None}),
        len({day - DAY * (day.weekday() - 5) for day in mine.days if day.weekday() >= 5}),
        len({day for day in mine.days if index(day) in mine.person.calendar.holidays}),
    )
    points = 0
    for kind, share, amount in zip(rule.kinds, rule.fair[mine.person.id], carried, strict=True):
        surplus = max(Fraction(0), (amount - Fraction(share, 100)) / kind.unit)
        whole = int(surplus)
        between = whole**2 + (surplus - whole) * ((whole + 1) ** 2 - whole**2)
        points += ceil(kind.price * between)
    return points


def wishes(rule: rules.Wishes, mine: Mine) -> int:
    return sum(
        wish.weight
        for wish in rule.wishes
        if wish.person == mine.person.id
        and wish.prefer == mine.planned_times.isdisjoint(quarters(wish.start, wish.end))
    )


def handovers(rule: rules.Handovers, mine: Mine) -> int:
    points = 0
    for duty in mine.planned:
        stream = duty.holds[0].stream
        needed = {q for s in rule.needed.get((stream, duty.role), ()) for q in quarters(*s)}
        if {duty.start - QUARTER, duty.start} <= needed and mine.begun(duty) == duty.start:
            at_night = night_of(rule.calendars[stream].zone, duty.start)
            points += rule.night if at_night else 1
    return points


def changes(rule: rules.Changes, mine: Mine) -> int:
    return len({duty for duty in rule.before if duty.person == mine.person.id} - {*mine.planned})


EACH: dict[str, Callable[..., int]] = {
    rule.__name__: rule
    for rule in (
        *(eligible, blocked, reachable, working, overlap, length, handover, rest),
        *(consecutive, days_28, weekends, standby_days, burden, wishes, handovers, changes),
    )
}


def coverage(rule: rules.Coverage, plan: Plan) -> tuple[bool, int]:
    """Return whether there are too many anywhere, and the minutes for which somebody is missing."""
    there: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    for duty in plan.duties:
        for hold in duty.holds:
            for q in quarters(hold.start, hold.end):
                there[hold.stream, duty.role, q].add(duty.person)
    asked = {
        (cover.stream, cover.role, q): cover.need
        for cover in rule.covers
        for q in quarters(cover.start, cover.end)
    }
    missing = {post: asked.get(post, 0) - len(there[post]) for post in {*there, *asked}}
    return any(m < 0 for m in missing.values()), QUARTER * sum(m for m in missing.values() if m > 0)


def judged(problem: RotaProblem, plan: Plan, rule: rules.Rule) -> tuple[bool, int]:
    """Return whether a plan breaks a rule, and what it pays for it in points."""
    if rule.name == "coverage":
        return coverage(rule, plan)
    found = [EACH[rule.name](rule, mine) for mine in everybody(problem, plan)]
    found += [1] * len(rule.gone) if rule.name == "changes" else []
    priced = hasattr(rule, "weight")
    return (not priced and any(found)), (sum(found) if priced else 0)
