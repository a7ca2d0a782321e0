"""What would be fair: shares in proportion to presence, as far as what people can hold allows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from oncall.localtime import subtract
from solver.even import even_shares
from solver.load import HUNDREDTHS, Load, load
from solver.problem import Duty, Hold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from oncall.facts import Facts
    from oncall.localtime import Span
    from oncall.offers import Post
    from oncall.people import Person, Site
    from solver.calendar import Calendar
    from solver.problem import Cover, RotaProblem


def present_minutes(person: Person, span: Span) -> int:
    """Return the minutes of a span that lie between joining and leaving, less absences."""
    here = person.presence.clip(span)
    away = (absence.span for absence in person.absences)
    return sum(s.minutes for s in subtract([here] if here else [], away))


def fair_shares(
    facts: Facts,
    posts: Iterable[Post],
    presence: Mapping[str, int],
    alone: RotaProblem,
    calendar: Callable[[Site], Calendar],
) -> Mapping[str, Load]:
    """Return, in hundredths, what would be fair for each person who can hold something booked.

    Counted are the planned weeks and history together; `presence` is in minutes by person. `alone`
    has the history, which stays with those who did it, and what stands against giving somebody a
    certain minute.
    """
    able = [(some, [p for p in facts.people if some.may_hold(p)]) for some in posts if some.covers]
    can = _Able(alone)
    asked = [
        part
        for some, people in able
        for part in _asked(some, people, facts.limits.reachable_minutes, can, calendar)
    ]
    somebody = {p.id: presence[p.id] for _, people in able for p in people}
    past = {who: load(alone.person[who], alone.past_of(who)) for who in somebody}
    kinds = [
        even_shares(
            _summed((who, HUNDREDTHS * much[kind]) for who, much in asked),
            somebody,
            {who: HUNDREDTHS * done[kind] for who, done in past.items()},
        )
        for kind in range(len(Load._fields))
    ]
    return {who: Load(*(shares[who] for shares in kinds)) for who in somebody}


def _summed(amounts: Iterable[tuple[frozenset[str], int]]) -> Mapping[frozenset[str], int]:
    found: dict[frozenset[str], int] = defaultdict(int)
    for who, amount in amounts:
        found[who] += amount
    return found


def _asked(
    some: Post,
    people: Iterable[Person],
    longest: int,
    can: _Able,
    calendar: Callable[[Site], Calendar],
) -> Iterator[tuple[frozenset[str], Load]]:
    """Yield what a post asks each day, and who can hold any of it on that day."""
    local = calendar(some.stream.team.site)
    by_day: dict[int, list[Cover]] = defaultdict(list)
    for cover in some.covers:
        for day in local.days(cover.start, cover.end):
            by_day[day].append(cover)
    for day, much in demand(some.covers, local, longest).items():
        yield frozenset(p.id for p in people if can.any_of(p.id, by_day[day])), much


class _Able:
    """Knows who can be given a minute; of those who have its role, which roles don't differ in."""

    def __init__(self, alone: RotaProblem) -> None:
        self._alone = alone
        self._known: dict[tuple[str, str, int, int], bool] = {}

    def any_of(self, who: str, covers: Iterable[Cover]) -> bool:
        """Tell whether somebody can hold one of some covers."""
        return any(self._can(who, cover) for cover in covers)

    def _can(self, who: str, cover: Cover) -> bool:
        key = (who, cover.stream, cover.start, cover.end)
        if key not in self._known:
            hold = Hold(*key[1:])
            duty = Duty(who, cover.role, hold.start, hold.end, (hold,))
            self._known[key] = self._alone.refusal(duty) is None
        return self._known[key]


def demand(covers: Iterable[Cover], calendar: Calendar, longest: int) -> Mapping[int, Load]:
    """Return what a stream and role ask, day by day, of people reachable for `longest` a day.

    It takes so many people to carry a day, and a weekend or holiday is carried by those of its
    fullest day. A night needs those of the day that ends and those of the day that begins, for a
    duty over midnight would use up two standby days.
    """
    minutes: dict[int, int] = defaultdict(int)
    nights: dict[tuple[int, int], int] = defaultdict(int)
    for cover in covers:
        for day, share in calendar.shares(cover.start, cover.end):
            minutes[day] += share * cover.need
            for night in calendar.nights_of(cover.start, cover.end):
                if night in (day, day - 1):
                    nights[day, night] = max(nights[day, night], cover.need)
    people = {day: -(-much // longest) for day, much in minutes.items()}
    fullest: dict[int, int] = {}
    for day in people:
        saturday = calendar.weekend(day)
        if saturday is not None:
            fullest[saturday] = max(fullest.get(saturday, day), day, key=people.__getitem__)
    nights_by_day: dict[int, int] = defaultdict(int)
    for (day, _), need in nights.items():
        nights_by_day[day] += need
    return {
        day: Load(
            much,
            nights_by_day[day],
            people[day] if day in fullest.values() else 0,
            people[day] if day in calendar.holidays else 0,
        )
        for day, much in minutes.items()
    }
