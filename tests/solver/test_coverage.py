"""Every booked minute has its people, or a gap that is exact to the minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from solver import rules
from solver.problem import Plan, merged
from tests.solver.problems import BERLIN, broken, cover, duty, points

if TYPE_CHECKING:
    from solver.problem import Duty

HOUR = 60
COVERAGE = rules.Coverage(1, (cover("2026-12-07T08:00/T10:00"), cover("2026-12-07T10:00/T12:00")))
TWO = rules.Coverage(1, (cover("2026-12-07T08:00/T12:00", need=2),))


def gaps(rule: rules.Coverage, *plan: Duty) -> list[tuple[str, str, int]]:
    """Return the gaps as clock times."""
    some = rule.gaps(Plan(frozenset(merged(plan))))
    return [
        (f"{BERLIN.local(g.start):%H:%M}", f"{BERLIN.local(g.end):%H:%M}", g.missing) for g in some
    ]


def test_a_gap_is_as_long_as_the_same_number_is_missing() -> None:
    assert gaps(COVERAGE) == [("08:00", "12:00", 1)]
    assert gaps(TWO, duty("ada", "2026-12-07T09:00/T10:00")) == [
        ("08:00", "09:00", 2),
        ("09:00", "10:00", 1),
        ("10:00", "12:00", 2),
    ]


def test_a_gap_is_exact_to_the_minute() -> None:
    assert gaps(COVERAGE, duty("ada", "2026-12-07T08:01/T11:57")) == [
        ("08:00", "08:01", 1),
        ("11:57", "12:00", 1),
    ]
    assert points(COVERAGE, duty("ada", "2026-12-07T08:01/T11:57")) == 4


def test_two_duties_of_one_person_at_once_are_one_person() -> None:
    twice = [duty("ada", "2026-12-07T08:00/T11:00"), duty("ada", "2026-12-07T10:00/T12:00")]
    assert gaps(TWO, *twice) == [("08:00", "12:00", 1)]
    assert gaps(TWO, *twice, duty("ben", "2026-12-07T08:00/T12:00")) == []


def test_each_missing_person_costs_each_minute() -> None:
    assert points(TWO) == 2 * 4 * HOUR
    assert points(TWO, duty("ada", "2026-12-07T08:00/T12:00")) == 4 * HOUR


def test_too_many_are_a_breach_and_no_gap() -> None:
    plan = [duty(who, "2026-12-07T08:00/T12:00") for who in ("ada", "ben")]
    assert broken(COVERAGE, *plan) == ["1 too many as primary, Mon 7 Dec 08:00–12:00"]
    assert gaps(COVERAGE, *plan) == []
    assert points(COVERAGE, *plan) == 0


@pytest.mark.parametrize(
    ("when", "role", "stream", "said"),
    [
        ("2026-12-07T08:00/T12:30", "primary", "A", "primary, Mon 7 Dec 12:00–12:30"),
        ("2026-12-07T08:00/T12:00", "backup", "A", "backup, Mon 7 Dec 08:00–12:00"),
        ("2026-12-07T08:00/T12:00", "primary", "B", "primary, Mon 7 Dec 08:00–12:00"),
    ],
)
def test_where_nobody_is_asked_for_one_is_too_many(
    when: str, role: str, stream: str, said: str
) -> None:
    assert broken(COVERAGE, duty("ada", when, role, stream)) == [f"1 too many as {said}"]
