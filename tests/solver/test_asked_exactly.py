"""CP-SAT gives all that a limit allows, and nothing where the limit is lower by one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from solver import rules
from solver.draft import Draft
from solver.problem import Cover
from tests.solver.asked import answered, cheapest, fixed
from tests.solver.problems import at, cover, daily, day, duty, problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.problem import Duty
    from solver.rule import Rule

EARLY, EVENING = duty("ada", "2026-12-07T08:00/T10:00"), duty("ada", "2026-12-07T18:00/T20:00")
PAST = duty("ada", "2026-12-07T04:00/T05:00")
ALWAYS = (0, at("2027-04-01T00:00"))


@dataclass(frozen=True)
class Limit:
    """A rule by its figure, the figure that is just enough for all duties, and the duties."""

    rule: Callable[[int], Rule]
    enough: int
    duties: list[Duty]
    history: list[Duty] = field(default_factory=list)
    one_less: int = -1  # rest and free weekends are the stricter, the higher they are

    def given(self, figure: int) -> int:
        """Return how many of the duties can be given."""
        covers = tuple(Cover("A", d.role, d.start, d.end, 1) for d in self.duties)
        book = [self.rule(figure), rules.Coverage(1, covers)]
        return len(cheapest(problem(self.duties, book, covers, self.history)).plan.duties)


def rest(minutes: int) -> Rule:
    return rules.Rest({"ada": minutes})


def consecutive(days: int) -> Rule:
    return rules.Consecutive({"ada": days})


def days_28(days: int) -> Rule:
    return rules.Days28({"ada": days})


def weekends(free: int) -> Rule:
    return rules.Weekends({"ada": free}, date(2026, 11, 28), date(2027, 1, 3))


def working(minutes: int) -> Rule:
    """Return a rule that leaves so many minutes of the day for call-outs, 6 in an hour."""
    regular = {"ada": {day("2026-12-07"): 8 * 60 - minutes}}
    return rules.Working(8 * 60, regular, {"A": (rules.Rate(*ALWAYS, 600),)})


def length(minutes: int) -> Rule:
    return rules.Length({"A": rules.Bounds(0, minutes, *ALWAYS)}, {})


SUNDAYS = daily("ada", "2026-12-06", 4, every=7)

LIMITS = {
    "reachable on a day": Limit(rules.Reachable, 4 * 60, [EARLY, EVENING]),
    "reachable with history": Limit(rules.Reachable, 5 * 60, [EARLY, EVENING], [PAST]),
    "one duty with history": Limit(rules.Reachable, 3 * 60, [EARLY], [PAST]),
    "working on a day": Limit(working, 24, [EARLY, EVENING]),
    "working with history": Limit(working, 30, [EARLY, EVENING], [PAST]),
    "working, one duty with history": Limit(working, 18, [EARLY], [PAST]),
    "longest duty with history": Limit(
        length, 180, [EARLY], [duty("ada", "2026-12-07T07:00/T08:00")]
    ),
    "rest": Limit(rest, 8 * 60, [EARLY, EVENING], one_less=1),
    "rest after history": Limit(rest, 3 * 60, [EARLY], [PAST], one_less=1),
    "days in a row": Limit(consecutive, 3, daily("ada", "2026-12-07", 3)),
    "days in a row after history": Limit(
        consecutive, 4, daily("ada", "2026-12-09", 2), daily("ada", "2026-12-07", 2)
    ),
    "days in a row on both sides of history": Limit(
        consecutive,
        3,
        [*daily("ada", "2026-12-07", 1), *daily("ada", "2026-12-09", 1)],
        daily("ada", "2026-12-08", 1),
    ),
    "the first and the last of 28 days": Limit(days_28, 2, daily("ada", "2026-12-07", 2, every=27)),
    "the last of 28 days, the first being history": Limit(
        days_28, 2, daily("ada", "2027-01-03", 1), daily("ada", "2026-12-07", 1)
    ),
    "free weekends": Limit(weekends, 2, SUNDAYS[:2], one_less=1),
    "free weekends after history": Limit(weekends, 0, SUNDAYS[2:], SUNDAYS[:2], one_less=1),
}


@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
def test_what_a_limit_just_allows_is_given_and_no_more(limit: Limit) -> None:
    assert limit.given(limit.enough) == len(limit.duties)
    assert limit.given(limit.enough + limit.one_less) == len(limit.duties) - 1


@pytest.mark.parametrize("rule", [rules.Overlap(), rules.Rest({"ada": 0})])
def test_duties_that_touch_in_two_roles_are_both_given_where_no_rest_is_wanted(rule: Rule) -> None:
    touching = duty("ada", "2026-12-07T10:00/T12:00", role="backup")
    assert Limit(lambda _: rule, 0, [EARLY, touching]).given(0) == 2


def test_a_cover_lacks_no_more_people_than_it_tolerates() -> None:
    covers = (cover("2026-12-07T08:00/T10:00", need=2),)
    asked = problem([EARLY], [rules.Coverage(1, covers)], covers)
    tolerant, strict = ([replace(covers[0], tolerated=missing)] for missing in (1, 0))
    answer = answered(Draft(asked, covers=tolerant))
    assert answer
    assert answer.points == {"coverage": 120}
    assert answered(Draft(asked, covers=strict)) is None


def test_any_of_a_day_s_duties_makes_it_a_standby_day() -> None:
    options = [duty("ada", f"2026-12-07T{hour}:00/T{hour}:30") for hour in range(10, 16)]
    asked = problem(options, [rules.StandbyDays(1)])
    for given in options:
        answer = fixed(asked, [given])
        assert answer
        assert answer.points == {"standby_days": 1}


def test_days_29_apart_are_not_in_the_same_28() -> None:
    assert Limit(days_28, 1, daily("ada", "2026-12-07", 2, every=28)).given(1) == 2


def test_what_does_not_add_to_a_limit_that_history_broke_is_given() -> None:
    """More duty on a day of history is no further day; the day after is one."""
    history = daily("ada", "2026-12-01", 4)
    same_day, next_day = (
        duty("ada", "2026-12-04T20:00/T21:00"),
        duty("ada", "2026-12-05T20:00/T21:00"),
    )
    for rule in (consecutive, days_28):
        assert Limit(rule, 2, [same_day], history).given(2) == 1
        assert Limit(rule, 2, [next_day], history).given(2) == 0
