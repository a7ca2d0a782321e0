"""What a rota pays for, with exact figures: standby days, wishes, handovers, changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solver import rules
from tests.solver.problems import BERLIN, LONDON, broken, duty, points, span

if TYPE_CHECKING:
    from solver.calendar import Calendar


def test_each_person_and_local_day_on_standby_is_paid_for() -> None:
    rule = rules.StandbyDays(1)
    night = "2026-12-07T20:00/2026-12-08T06:00"
    assert points(rule) == 0
    assert points(rule, duty("ada", night)) == 2
    assert points(rule, duty("ada", night), duty("ada", "2026-12-08T18:00/T22:00", "backup")) == 2
    assert points(rule, duty("ada", night), duty("ben", night)) == 4
    assert points(rule, duty("ada", "2026-12-07T23:00/2026-12-08T00:00")) == 1


def test_standby_days_are_those_of_the_person_s_site() -> None:
    """00:00 in Berlin is 23:00 the day before in London."""
    when = "2026-12-08T00:00/T06:00"
    assert points(rules.StandbyDays(1), duty("ada", when)) == 1
    assert points(rules.StandbyDays(1), duty("cem", when)) == 2


PREFER = rules.Wish("ada", *span("2026-12-07T12:00/T16:00"), prefer=True, weight=3)
AVOID = rules.Wish("ada", *span("2026-12-07T12:00/T16:00"), prefer=False, weight=5)


@pytest.mark.parametrize(
    ("when", "met"),
    [
        ("2026-12-07T15:45/T20:00", True),
        ("2026-12-07T08:00/T12:15", True),
        ("2026-12-07T13:00/T14:00", True),
        ("2026-12-07T08:00/T12:00", False),
        ("2026-12-07T16:00/T20:00", False),
    ],
)
def test_any_duty_that_overlaps_a_wish_decides_it(when: str, *, met: bool) -> None:
    prefer, avoid = rules.Wishes(1, (PREFER,)), rules.Wishes(1, (AVOID,))
    assert points(prefer, duty("ada", when)) == (0 if met else 3)
    assert points(avoid, duty("ada", when)) == (5 if met else 0)
    assert points(prefer, duty("ben", when)) == 3
    assert points(avoid, duty("ben", when)) == 0


def test_an_unmet_wish_costs_its_weight_once_and_breaks_nothing() -> None:
    wishes = rules.Wishes(20, (PREFER, AVOID))
    twice = [duty("ada", "2026-12-07T12:00/T13:00"), duty("ada", "2026-12-07T14:00/T15:00")]
    assert points(wishes, *twice) == 5
    assert points(wishes) == 3
    assert broken(wishes, *twice) == []


def handovers(where: Calendar = BERLIN) -> rules.Handovers:
    """Return a rule for a stream that is needed from Monday 08:00 to Tuesday 08:00 in Berlin."""
    needed = {("A", "primary"): (span("2026-12-07T08:00/2026-12-08T08:00"),)}
    return rules.Handovers(1, needed, {"A": where}, night=3)


@pytest.mark.parametrize(
    ("when", "cost"),
    [
        ("2026-12-07T08:00/T12:00", 0),
        ("2026-12-07T12:00/T16:00", 1),
        ("2026-12-07T21:59/2026-12-08T04:00", 1),
        ("2026-12-07T22:00/2026-12-08T04:00", 3),
        ("2026-12-08T05:59/T08:00", 3),
        ("2026-12-08T06:00/T08:00", 1),
        ("2026-12-08T08:00/T12:00", 0),
    ],
)
def test_a_handover_costs_more_at_night_and_nothing_where_the_need_begins(
    when: str, cost: int
) -> None:
    assert points(handovers(), duty("ada", when)) == cost


def test_the_night_of_a_handover_is_that_of_the_team_s_site() -> None:
    """22:00 in Berlin is 21:00 in London, whoever takes over."""
    assert points(handovers(LONDON), duty("ada", "2026-12-07T22:00/T23:00")) == 1
    assert points(handovers(LONDON), duty("ada", "2026-12-07T23:00/2026-12-08T04:00")) == 3


def test_who_goes_on_takes_over_from_nobody() -> None:
    early, late = duty("ada", "2026-12-07T08:00/T12:00"), duty("ada", "2026-12-07T12:00/T16:00")
    assert points(handovers(), early, late) == 0
    assert points(handovers(), late, history=[early]) == 0
    assert points(handovers(), late, history=[duty("ben", "2026-12-07T08:00/T12:00")]) == 1


@pytest.mark.parametrize(
    ("who", "when", "role", "changed"),
    [
        ("ada", "2026-12-07T12:00/T16:00", "primary", 0),
        ("ben", "2026-12-07T12:00/T16:00", "primary", 1),
        ("ada", "2026-12-07T12:00/T16:00", "backup", 1),
        ("ada", "2026-12-07T12:00/T15:00", "primary", 1),
        ("ada", "2026-12-07T11:00/T16:00", "primary", 1),
    ],
)
def test_a_duty_that_is_not_given_again_is_a_change(
    who: str, when: str, role: str, changed: int
) -> None:
    rule = rules.Changes(1, (duty("ada", "2026-12-07T12:00/T16:00"),))
    more = duty("cem", "2026-12-07T12:00/T16:00")
    assert points(rule, duty(who, when, role), more) == changed
