"""Duties that touch are one duty, days and minutes are counted once, and refusals name a rule."""

from __future__ import annotations

import pytest

from solver import rules
from solver.board import Board
from solver.problem import Duty, Hold, days_of, merged, minutes_by_day
from tests.solver.problems import ADA, BERLIN, at, cover, day, duty, problem, span

MORNING, NOON = "2026-12-07T08:00/T12:00", "2026-12-07T12:00/T16:00"


def test_duties_of_one_person_and_role_that_touch_are_one() -> None:
    assert merged([duty("ada", NOON), duty("ada", MORNING)]) == [
        duty("ada", "2026-12-07T08:00/T16:00")
    ]


def test_a_chain_of_duties_that_touch_is_one() -> None:
    hours = [duty("ada", f"2026-12-07T{h:02}:00/T{h + 1:02}:00") for h in range(8, 16)]
    assert merged(hours) == [duty("ada", "2026-12-07T08:00/T16:00")]


def test_a_joint_duty_remembers_what_each_part_is_for() -> None:
    (joint,) = merged([duty("ada", MORNING, stream="A"), duty("ada", NOON, stream="B")])
    assert joint.holds == (Hold("A", *span(MORNING)), Hold("B", *span(NOON)))


@pytest.mark.parametrize(
    "other",
    [
        duty("ben", NOON),
        duty("ada", NOON, role="backup"),
        duty("ada", "2026-12-07T12:15/T16:00"),
        duty("ada", "2026-12-07T11:45/T16:00"),
    ],
    ids=["another person", "another role", "a gap between", "an overlap"],
)
def test_other_duties_stay_apart(other: Duty) -> None:
    assert merged([duty("ada", MORNING), other]) == [duty("ada", MORNING), other]


def test_duties_that_end_at_once_are_both_kept() -> None:
    two = [duty("ada", MORNING), duty("ada", "2026-12-07T10:00/T12:00")]
    joint = merged([*two, duty("ada", NOON)])
    assert len(joint) == 2
    assert {d.start for d in joint} == {d.start for d in two}
    assert {d.end for d in joint} == {at("2026-12-07T12:00"), at("2026-12-07T16:00")}


def test_merged_duties_are_in_order_of_time_within_a_person() -> None:
    duties = [
        duty("ada", MORNING),
        duty("ada", "2026-12-07T09:00/T10:00", role="backup"),
        duty("ada", NOON),
    ]
    assert [d.role for d in merged(duties)] == ["primary", "backup"]


def test_a_duty_is_joined_with_the_history_it_goes_on_from() -> None:
    history = [duty("ada", MORNING), duty("ada", "2026-12-07T06:00/T08:00", role="backup")]
    asked = problem(history=history)
    assert asked.with_past(duty("ada", NOON)).start == at("2026-12-07T08:00")
    assert asked.with_past(duty("ada", NOON, role="backup")).start == at("2026-12-07T12:00")
    assert asked.with_past(duty("ben", NOON)).start == at("2026-12-07T12:00")


def test_minutes_held_twice_count_once() -> None:
    both = [duty("ada", MORNING), duty("ada", "2026-12-07T10:00/T14:00", role="backup")]
    within = [*both, duty("ada", "2026-12-07T09:00/T09:30", role="backup")]
    assert dict(minutes_by_day(ADA, within)) == {day("2026-12-07"): 6 * 60}


def test_every_local_day_that_a_duty_touches_is_a_standby_day() -> None:
    night = duty("ada", "2026-12-07T20:00/2026-12-09T00:00")
    assert days_of(ADA, [night]) == {day("2026-12-07"), day("2026-12-08")}


def test_what_a_rule_refuses_is_not_admitted_and_the_first_rule_is_named() -> None:
    options = [duty("ada", MORNING), duty("ben", MORNING)]
    away = rules.Blocked({"ben": (rules.Stretch(*span(MORNING), "absent (leave)"),)}, {})
    asked = problem(options, [rules.Reachable(240), away])
    assert asked.admitted == (options[0],)
    refusal = asked.refusal(options[1])
    assert refusal
    assert refusal.rule == "blocked"
    assert refusal.why == "absent (leave), Mon 7 Dec 08:00–12:00"


@pytest.mark.parametrize(
    ("when", "role", "stream", "given"),
    [
        (MORNING, "primary", "A", ["08:00", "10:00"]),
        ("2026-12-07T06:00/T14:00", "primary", "A", ["08:00", "10:00"]),
        ("2026-12-07T08:15/T12:00", "primary", "A", ["10:00"]),
        ("2026-12-07T08:00/T11:45", "primary", "A", ["08:00"]),
        (MORNING, "backup", "A", []),
        (MORNING, "primary", "B", []),
    ],
)
def test_a_cover_is_given_by_who_holds_its_stream_and_role_for_all_of_it(
    when: str, role: str, stream: str, given: list[str]
) -> None:
    board = Board([cover("2026-12-07T10:00/T12:00"), cover("2026-12-07T08:00/T10:00")])
    found = board.given_by(duty("ada", when, role, stream))
    assert [f"{BERLIN.local(c.start):%H:%M}" for c in found] == given
