"""What would be fair: each person's part of the standby, in proportion to the time present."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from oncall.localtime import subtract
from solver.load import HUNDREDTHS, Load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from oncall.facts import Facts
    from oncall.localtime import Span
    from oncall.offers import Post
    from oncall.people import Person, Site
    from solver.calendar import Calendar
    from solver.problem import Cover


def present_minutes(person: Person, span: Span) -> int:
    """Return the minutes of a span that lie between joining and leaving, less absences."""
    here = person.presence.clip(span)
    away = (absence.span for absence in person.absences)
    return sum(s.minutes for s in subtract([here] if here else [], away))


def pools(
    people: Iterable[Person], posts: Iterable[Post]
) -> Iterator[tuple[Sequence[Person], Sequence[Post]]]:
    """Yield the people who share the standby of some teams, with what those teams need.

    Teams that share a person are one pool; people who can hold nothing that is booked are in none.
    """
    booked = [some for some in posts if some.covers]
    able = {p: {some.stream.team for some in booked if some.may_hold(p)} for p in people}
    able = {p: teams for p, teams in able.items() if teams}
    while able:
        joined = set(next(iter(able.values())))
        while more := {t for teams in able.values() if teams & joined for t in teams} - joined:
            joined |= more
        inside = [p for p, teams in able.items() if teams & joined]
        yield inside, [some for some in booked if some.stream.team in joined]
        able = {p: teams for p, teams in able.items() if not teams & joined}


def fair_shares(
    facts: Facts,
    posts: Sequence[Post],
    presence: Mapping[str, int],
    past: Mapping[str, Load],
    calendar: Callable[[Site], Calendar],
) -> dict[str, Load]:
    """Return, in hundredths, what each person would carry if all carried in proportion to presence.

    Counted are the planned weeks and history together; `presence` is in minutes by person.
    """
    shares: dict[str, Load] = {}
    longest = facts.limits.reachable_minutes
    for some, asked in pools(facts.people, posts):
        loads = [past[p.id] for p in some]
        loads += (demand(each.covers, calendar(each.stream.team.site), longest) for each in asked)
        total = [sum(kind) for kind in zip(*loads, strict=True)]
        whole = max(1, sum(presence[p.id] for p in some))
        for p in some:
            shares[p.id] = Load(*(HUNDREDTHS * kind * presence[p.id] // whole for kind in total))
    return shares


def demand(covers: Iterable[Cover], calendar: Calendar, longest: int) -> Load:
    """Return what a stream and role ask of people who are reachable for `longest` minutes a day.

    It takes so many people to carry a day, and a weekend or holiday is carried by those of its
    fullest day. A night needs those of the day that ends and those of the day that begins, for a
    duty over midnight would use up two standby days.
    """
    days: dict[int, int] = defaultdict(int)
    nights: dict[tuple[int, int], int] = defaultdict(int)
    minutes = 0
    for cover in covers:
        minutes += cover.minutes * cover.need
        for day, share in calendar.shares(cover.start, cover.end):
            days[day] += share * cover.need
            for night in calendar.nights_of(cover.start, cover.end):
                if night in (day, day - 1):
                    nights[night, day] = max(nights[night, day], cover.need)
    people = {day: -(-share // longest) for day, share in days.items()}
    weekends: dict[int, int] = defaultdict(int)
    for day, count in people.items():
        saturday = calendar.weekend(day)
        if saturday is not None:
            weekends[saturday] = max(weekends[saturday], count)
    holidays = sum(count for day, count in people.items() if day in calendar.holidays)
    return Load(minutes, sum(nights.values()), sum(weekends.values()), holidays)
