"""A limit of a team's people, or its bounds of a duty, made looser so that a gap might close."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from solver.calendar import say_hours
from solver.case import LONGEST, breaks
from solver.change import with_rules
from solver.rules import Consecutive, Days28, Length, Rest, Weekends
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from solver.case import Case, Hurdle
    from solver.change import Change
    from solver.problem import RotaProblem
    from solver.rule import Rule

# So many values of one setting are tried, for one person.
MOST_VALUES = 2
HOUR = 60


class Setting(NamedTuple):
    """What a team has for one limit, and the ids of its people."""

    team: str
    value: int
    people: tuple[str, ...]


class Figure(NamedTuple):
    """A limit of each person: where it stands, and what a team may set instead, slight first.

    `column` is what the planner would change, with so many of ours to a `unit` of it; who is in
    several teams keeps what is `strictest`.
    """

    rule: type[Rule]
    field: str
    column: str
    unit: int
    strictest: Callable[[Iterable[int]], int]
    looser: Callable[[int], Sequence[int]]


# Nobody is asked for more than three days beyond a limit, or to do with less than half of the rest.
FIGURES = (
    Figure(
        *(Rest, "least", "min_rest_hours", HOUR, max),
        lambda now: range(now - 30, now // 2 - 1, -30),
    ),
    Figure(
        *(Consecutive, "most", "max_consecutive_days", 1, min),
        lambda now: range(now + 1, now + 4),
    ),
    Figure(
        *(Days28, "most", "max_days_per_28", 1, min),
        lambda now: range(now + 1, now + 4),
    ),
    Figure(
        *(Weekends, "least", "min_free_weekends_per_28", 1, max),
        lambda now: range(now - 1, -1, -1),
    ),
)


def loosened(case: Case, figure: Figure, settings: Sequence[Setting]) -> Iterator[Change]:
    """Yield changes of one limit for a whole team, to what one of its people needs; slight first.

    `settings` is what all teams have now.
    """
    for rule in (r for r in case.problem.rules if isinstance(r, figure.rule)):
        found = dict.fromkeys(
            (steps, setting, value)
            for who, hurdles in case.stopped_by((rule.name,))
            for setting in settings
            if who in setting.people
            for steps, value in _values(case, figure, rule, settings, setting, hurdles)
        )
        for _, setting, value in sorted(found, key=lambda each: each[0]):
            words = Sentence(
                "%(column)s of team %(team)s were %(value)s",
                column=figure.column,
                team=setting.team,
                value=f"{value / figure.unit:g}",
            )
            problem = with_rules(case.problem, _looser(figure, rule, settings, setting, value))
            if change := case.change(words, problem, setting.people):
                yield change


def _values(
    case: Case,
    figure: Figure,
    rule: Rule,
    settings: Sequence[Setting],
    setting: Setting,
    hurdles: Sequence[Hurdle],
) -> Sequence[tuple[int, int]]:
    """Return what would do for one part of the gap or another, and how many steps away it is."""
    looser = figure.looser(setting.value)
    tries = [(value, _looser(figure, rule, settings, setting, value)) for value in looser]
    enough = {
        next((v for v, new in tries if not breaks(case.problem, new, hurdle.after)), None)
        for hurdle in hurdles
    }
    return [(at, value) for at, value in enumerate(looser) if value in enough][:MOST_VALUES]


def _looser(
    figure: Figure, rule: Any, settings: Sequence[Setting], setting: Setting, value: int
) -> Rule:
    """Return the rule with another value for a team: the strictest of a person's teams holds."""
    new = [each._replace(value=value) if each is setting else each for each in settings]
    limits = {
        who: figure.strictest(each.value for each in new if who in each.people)
        for who in setting.people
    }
    changed: Rule = replace(rule, **{figure.field: {**getattr(rule, figure.field), **limits}})
    return changed


def other_lengths(case: Case) -> Iterator[Change]:
    """Yield changes of the bounds of a duty's length, slight first."""
    lengths = {
        _length(case.problem, hurdle)
        for _, hurdles in case.stopped_by((Length.name,))
        for hurdle in hurdles
    }
    for rule in case.problem.rules:
        if isinstance(rule, Length):
            now = rule.bounds[case.gap.stream]
            shorter = sorted((n for n in lengths if n < now.least), reverse=True)[:MOST_VALUES]
            longer = sorted(n for n in lengths if now.most < n <= LONGEST)[:MOST_VALUES]
            tries = [(now._replace(least=n), f"{say_hours(n)} (min_duty_hours)") for n in shorter]
            tries += [(now._replace(most=n), f"{say_hours(n)} (max_duty_hours)") for n in longer]
            for bounds, length in tries:
                new = replace(rule, bounds={**rule.bounds, case.gap.stream: bounds})
                words = Sentence(
                    "team %(team)s allowed a duty of %(length)s", team=case.team, length=length
                )
                problem = with_rules(case.problem, new)
                if change := case.change(words, problem, case.people):
                    yield change


def _length(problem: RotaProblem, hurdle: Hurdle) -> int:
    """Return how long the duty would be with all that it touches."""
    part = hurdle.duty
    whole = next(
        d for d in hurdle.after.duties if d.role == part.role and d.overlaps(part.start, part.end)
    )
    joint = problem.with_past(whole)
    return joint.end - joint.start
