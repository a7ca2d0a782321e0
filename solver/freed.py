"""Less regular work on one day, so that a gap might be closed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from solver.calendar import say_hours
from solver.case import breaks
from solver.change import with_rules
from solver.rules import Blocked, Stretch, Working
from solver.sentence import Sentence, all_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solver.case import Case, Hurdle
    from solver.change import Change
    from solver.problem import RotaProblem

# Regular work is shortened by a multiple of this.
STEP = 5

Span = tuple[int, int]


class _Less(NamedTuple):
    """So many minutes less of somebody's work on a day, among them some spans for certain."""

    minutes: int
    who: str
    day: int
    spans: tuple[Span, ...]
    words: str


def freed(case: Case) -> Iterator[Change]:
    """Yield changes by which somebody works less on one day, the least first."""
    found: dict[_Less, None] = {}
    for who, hurdles in case.stopped_by((Blocked.name, Working.name)):
        calendar = case.problem.person[who].calendar
        spans = [(h.duty.start, h.duty.end) for h in hurdles]
        for day in sorted({day for span in spans for day in calendar.days(*span)}):
            if whole := _whole_day(case, who, day):
                enough = (_enough(case, hurdle, whole) for hurdle in hurdles)
                found |= dict.fromkeys((*filter(None, enough), whole))
    for less in sorted(found, key=lambda each: each.minutes):
        if change := case.change(less.words, _with(case.problem, less), (less.who,)):
            yield change


def _whole_day(case: Case, who: str, day: int) -> _Less | None:
    """Return a day without any regular work, if there is some."""
    calendar = case.problem.person[who].calendar
    midnight, next_ = calendar.midnights[day : day + 2]
    inside = (_common(span, (midnight, next_)) for span in _stretches(case.problem, who))
    spans = tuple(span for span in inside if span)
    minutes = max(_counted(case.problem, who, day), sum(end - start for start, end in spans))
    if not minutes:
        return None
    words = Sentence(
        "%(name)s were free of regular work on %(day)s",
        name=case.name(who),
        day=calendar.say_day(day),
    )
    return _Less(minutes, who, day, spans, words)


def _enough(case: Case, hurdle: Hurdle, whole: _Less) -> _Less | None:
    """Return how much less of a day is enough for one duty, if that is less than the whole day."""
    duty = (hurdle.duty.start, hurdle.duty.end)
    in_the_way = tuple(filter(None, (_common(span, duty) for span in whole.spans)))
    if _open(case.problem, case.gap.stream):
        in_the_way = ()
    at_least = sum(end - start for start, end in in_the_way)
    # The hours in the way must go for certain, whatever else the limit of working hours wants.
    for minutes in range(at_least or STEP, whole.minutes, STEP):
        words = _words(case, whole, in_the_way, minutes)
        less = _Less(minutes, whole.who, whole.day, in_the_way, words)
        changed = _with(case.problem, less)
        if not any(breaks(changed, rule, hurdle.after) for rule in _both(changed)):
            return less
    return None


def _words(case: Case, whole: _Less, spans: tuple[Span, ...], minutes: int) -> str:
    """Return in words that so much less work is enough, among it some spans for certain."""
    name, calendar = case.name(whole.who), case.problem.person[whole.who].calendar
    if not spans:
        return Sentence(
            "%(name)s had %(length)s less of regular work on %(day)s",
            name=name,
            length=say_hours(minutes),
            day=calendar.say_day(whole.day),
        )
    hours = all_of(calendar.say_span(*span) for span in spans)
    more = minutes - sum(end - start for start, end in spans)
    if not more:
        return Sentence("%(name)s were free of regular work, %(hours)s", name=name, hours=hours)
    return Sentence(
        "%(name)s were free of regular work, %(hours)s and %(more)s more of that day",
        name=name,
        hours=hours,
        more=say_hours(more),
    )


def _with(problem: RotaProblem, less: _Less) -> RotaProblem:
    """Return the problem with less regular work."""
    who, day = less.who, less.day
    changed: list[Blocked | Working] = []
    for rule in _both(problem):
        if isinstance(rule, Blocked):
            stretches = _without(rule.regular.get(who, ()), less.spans)
            changed.append(replace(rule, regular={**rule.regular, who: stretches}))
        else:
            left = max(0, _counted(problem, who, day) - less.minutes)
            days = {**rule.regular.get(who, {}), day: left}
            changed.append(replace(rule, regular={**rule.regular, who: days}))
    return with_rules(problem, *changed)


def _without(stretches: Sequence[Stretch], spans: Sequence[Span]) -> tuple[Stretch, ...]:
    """Return what is left of some stretches without some spans."""
    left = list(stretches)
    for start, end in spans:
        before = [s._replace(end=min(s.end, start)) for s in left]
        behind = [s._replace(start=max(s.start, end)) for s in left]
        left = [s for s in (*before, *behind) if s.start < s.end]
    return tuple(sorted(left))


def _both(problem: RotaProblem) -> Sequence[Blocked | Working]:
    return [rule for rule in problem.rules if isinstance(rule, (Blocked, Working))]


def _stretches(problem: RotaProblem, who: str) -> Sequence[Span]:
    found = (r.regular.get(who, ()) for r in problem.rules if isinstance(r, Blocked))
    return [(stretch.start, stretch.end) for some in found for stretch in some]


def _open(problem: RotaProblem, stream: str) -> bool:
    return any(stream in r.open_streams for r in problem.rules if isinstance(r, Blocked))


def _counted(problem: RotaProblem, who: str, day: int) -> int:
    """Return the regular work of a day that counts for its working hours."""
    working = (r for r in problem.rules if isinstance(r, Working))
    return sum(rule.regular.get(who, {}).get(day, 0) for rule in working)


def _common(one: Span, other: Span) -> Span | None:
    start, end = max(one[0], other[0]), min(one[1], other[1])
    return (start, end) if start < end else None
