"""What would be fair: each person's part of the standby, in proportion to the time present."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from oncall.localtime import subtract
from solver.load import Load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from oncall.localtime import Span
    from oncall.offers import Post
    from oncall.people import Person
    from solver.calendar import Calendar

HUNDREDTHS = 100


def present_minutes(person: Person, span: Span) -> int:
    """Return the minutes of a span that lie between joining and leaving, less absences."""
    here = person.presence.clip(span)
    away = (absence.span for absence in person.absences)
    return sum(s.minutes for s in subtract([here] if here else [], away))


def pools(
    people: Iterable[Person], posts: Iterable[Post]
) -> Iterator[tuple[list[Person], list[Post]]]:
    """Yield the people who share the standby of some teams, with what those teams need.

    Teams that share a person are one pool; people who can hold nothing that is booked are in none.
    """
    open_posts = [some for some in posts if some.covers]
    able = [(p, [some for some in open_posts if some.may_hold(p)]) for p in people]
    able = [(p, some) for p, some in able if some]
    while able:
        teams = {able[0][1][0].stream.team}
        while (
            more := {
                some.stream.team
                for _, mine in able
                if any(each.stream.team in teams for each in mine)
                for some in mine
            }
            - teams
        ):
            teams |= more
        inside = [p for p, mine in able if mine[0].stream.team in teams]
        able = [(p, mine) for p, mine in able if mine[0].stream.team not in teams]
        yield inside, [some for some in open_posts if some.stream.team in teams]


def fair_shares(
    people: Sequence[Person],
    posts: Sequence[Post],
    presence: Mapping[str, int],
    past: Callable[[str], Load],
    calendar: Callable[[Post], Calendar],
) -> dict[str, Load]:
    """Return, in hundredths, what each person would carry if all carried in proportion to presence.

    Counted are the planned weeks and history together; `presence` is in minutes by person.
    """
    shares: dict[str, Load] = {}
    for some, asked in pools(people, posts):
        loads = [*(past(p.id) for p in some), *(demand(each, calendar(each)) for each in asked)]
        total = [sum(kind) for kind in zip(*loads, strict=True)]
        whole = sum(presence[p.id] for p in some)
        for p in some:
            part = (HUNDREDTHS * amount * presence[p.id] // max(whole, 1) for amount in total)
            shares[p.id] = Load(*part)
    return shares


def demand(some: Post, calendar: Calendar) -> Load:
    """Return what a stream and role ask of people in the planned weeks, at the least."""
    nights: dict[int, int] = defaultdict(int)
    weekends: dict[int, int] = defaultdict(int)
    holidays: dict[int, int] = defaultdict(int)
    for cover in some.covers:
        for night in calendar.nights_of(cover.start, cover.end):
            nights[night] = max(nights[night], cover.need)
        for day in calendar.days(cover.start, cover.end):
            saturday = calendar.weekend(day)
            if saturday is not None:
                weekends[saturday] = max(weekends[saturday], cover.need)
            if day in calendar.holidays:
                holidays[day] = max(holidays[day], cover.need)
    minutes = sum((c.end - c.start) * c.need for c in some.covers)
    return Load(minutes, sum(nights.values()), sum(weekends.values()), sum(holidays.values()))
