"""What people carry, and what it costs when somebody carries more than a fair share."""

from __future__ import annotations

import pytest

from solver import rules
from solver.load import Load, load
from tests.solver.problems import ADA, CEM, daily, duty, found, points

HOUR = 60


def test_a_load_counts_hours_nights_weekends_and_holidays_with_any_duty() -> None:
    """Friday, 25 December 2026, 20:00 to Saturday 06:00; both are holidays in Hamburg."""
    night = duty("ada", "2026-12-25T20:00/2026-12-26T06:00")
    assert load(ADA, [night]) == Load(10 * HOUR, nights=1, weekends=1, holidays=2)
    assert load(ADA, [night, night]) == load(ADA, [night])
    assert load(ADA, []) == Load(0, 0, 0, 0)


def test_a_load_is_counted_by_the_calendar_of_the_person_s_site() -> None:
    """26 December is no holiday in London's list here; Monday 00:00 in Berlin is Sunday there."""
    monday = "2026-12-21T00:00/T07:00"
    assert load(ADA, [duty("ada", monday)]) == Load(7 * HOUR, nights=1, weekends=0, holidays=0)
    assert load(CEM, [duty("cem", monday)]) == Load(7 * HOUR, nights=1, weekends=1, holidays=0)
    boxing = "2026-12-26T08:00/T12:00"
    assert load(ADA, [duty("ada", boxing)]).holidays == 1
    assert load(CEM, [duty("cem", boxing)]).holidays == 0


def test_a_saturday_and_its_sunday_are_one_weekend() -> None:
    assert load(ADA, daily("ada", "2026-12-05", 2)).weekends == 1
    assert load(ADA, daily("ada", "2026-12-05", 2, every=7)).weekends == 2


TURNS = rules.Kind("turns of 8 hours", 8 * HOUR, 4)


@pytest.mark.parametrize(
    ("hours", "cost"), [(-1, 0), (0, 0), (2, 1), (4, 2), (8, 4), (12, 10), (16, 16), (24, 36)]
)
def test_k_units_beyond_the_share_cost_k_squared_with_straight_lines_between(
    hours: int, cost: int
) -> None:
    assert TURNS.points(hours * HOUR * 100) == cost


def test_a_cost_between_whole_points_is_rounded_up() -> None:
    assert TURNS.points(1) == 1
    assert rules.Kind("nights", 1, 4).points(150) == 10
    assert rules.Kind("nights", 1, 4).points(101) == 5


def burden(**share: Load) -> rules.Burden:
    """Return a rule with a price of 4 for turns and nights, 12 for weekends and holidays."""
    kinds = (
        TURNS,
        rules.Kind("nights", 1, 4),
        rules.Kind("weekends", 1, 12),
        rules.Kind("public holidays", 1, 12),
    )
    return rules.Burden(1, share, kinds)


def test_what_exceeds_the_share_is_paid_for_kind_by_kind_with_history() -> None:
    """24 hours are two units above a share of 8; one weekend is a half above a share of a half."""
    rule = burden(ada=Load(8 * HOUR * 100, 0, 50, 0))
    plan, history = daily("ada", "2026-12-07", 1), daily("ada", "2026-12-05", 2)
    assert points(rule, *plan, history=history) == 16 + 6
    assert [b.sentence for b in found(rule, plan, history)] == [
        "Ada: 1 weekends, share 0.5",
        "Ada: 3 turns of 8 hours, share 1.0",
    ]


def test_history_alone_is_paid_for_too_so_that_the_bill_is_whole() -> None:
    rule = burden(ada=Load(0, 0, 0, 0))
    assert points(rule, history=daily("ada", "2026-12-07", 1)) == 4


def test_two_people_a_little_above_are_cheaper_than_one_far_above() -> None:
    rule = burden(ada=Load(0, 0, 0, 0), ben=Load(0, 0, 0, 0))
    ada, ben = daily("ada", "2026-12-07", 2), daily("ben", "2026-12-07", 1)
    assert points(rule, ada[0], *ben) == 8
    assert points(rule, *ada) == 16


def test_nobody_pays_for_what_the_share_explains() -> None:
    rule = burden(ada=Load(800 * HOUR, 100, 100, 0), ben=Load(0, 0, 0, 0))
    assert points(rule, *daily("ada", "2026-12-05", 1)) == 0
