"""What a rota must satisfy, rule by rule, with exact figures: the rules that look at duties."""

from __future__ import annotations

import pytest

from solver import rules
from solver.problem import Duty, Hold
from tests.solver.problems import at, broken, duty, span

HOUR = 60
MORNING = "2026-12-07T08:00/T12:00"
ALWAYS = (0, at("2027-04-01T00:00"))


def test_a_duty_needs_the_skill_the_team_and_the_role() -> None:
    rule = rules.Eligible({("ada", "A", "primary"): "lacks the skill codec"}, {"ada": ALWAYS})
    assert broken(rule, duty("ada", MORNING)) == ["Ada: lacks the skill codec"]
    assert broken(rule, duty("ada", MORNING, role="backup")) == []
    assert broken(rule, duty("ada", MORNING, stream="B")) == []


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("2026-12-07T00:00/T04:00", []),
        ("2026-12-06T23:45/2026-12-07T04:00", ["Ada: joins on Mon 7 Dec 00:00"]),
        ("2026-12-10T20:00/2026-12-11T00:00", []),
        ("2026-12-10T20:00/2026-12-11T00:15", ["Ada: leaves on Fri 11 Dec 00:00"]),
    ],
)
def test_a_duty_lies_between_joining_and_leaving(when: str, why: list[str]) -> None:
    rule = rules.Eligible({}, {"ada": span("2026-12-07T00:00/2026-12-11T00:00")})
    assert broken(rule, duty("ada", when)) == why


def test_a_duty_holds_one_stream_at_a_time() -> None:
    rule = rules.Eligible({}, {"ada": ALWAYS})
    start, end = span(MORNING)
    both = Duty("ada", "primary", start, end, (Hold("A", start, end), Hold("B", start, end)))
    in_turn = Duty("ada", "primary", start, end, (Hold("A", start, 600), Hold("B", 600, end)))
    assert broken(rule, both) == ["Ada: holds bookings of several streams at once"]
    assert broken(rule, in_turn) == []


BLOCKED = rules.Blocked(
    {"ada": (rules.Stretch(*span("2026-12-07T12:00/T13:00"), "unreachable (choir)"),)},
    {"ada": (rules.Stretch(*span("2026-12-08T09:00/T16:00"), "at regular work"),)},
    frozenset({"B"}),
)


@pytest.mark.parametrize("stream", ["A", "B"])
@pytest.mark.parametrize(
    ("when", "free"),
    [
        ("2026-12-07T08:00/T12:00", True),
        ("2026-12-07T13:00/T16:00", True),
        ("2026-12-07T08:00/T12:01", False),
        ("2026-12-07T12:59/T16:00", False),
        ("2026-12-07T12:15/T12:30", False),
    ],
)
def test_nobody_is_on_duty_while_absent_or_unreachable(
    when: str, stream: str, *, free: bool
) -> None:
    why = [] if free else ["Ada: unreachable (choir), Mon 7 Dec 12:00–13:00"]
    assert broken(BLOCKED, duty("ada", when, stream=stream)) == why


def test_regular_hours_are_free_of_duty_unless_the_team_allows_it() -> None:
    at_work = duty("ada", "2026-12-08T15:00/T20:00")
    assert broken(BLOCKED, at_work) == ["Ada: at regular work, Tue 8 Dec 09:00–16:00"]
    assert broken(BLOCKED, duty("ada", "2026-12-08T15:00/T20:00", stream="B")) == []
    assert broken(BLOCKED, duty("ada", "2026-12-08T16:00/T20:00")) == []
    assert broken(BLOCKED, duty("ben", "2026-12-08T15:00/T20:00")) == []


def test_a_joint_duty_leaves_regular_hours_free_in_the_part_of_the_stricter_team() -> None:
    allowed = duty("ada", "2026-12-08T14:00/T16:00", stream="B")
    assert broken(BLOCKED, allowed, duty("ada", "2026-12-08T16:00/T18:00")) == []
    assert broken(BLOCKED, allowed, duty("ada", "2026-12-08T12:00/T14:00")) != []


def test_one_duty_at_a_time_whatever_the_role_and_stream() -> None:
    for other in (
        duty("ada", "2026-12-07T11:59/T16:00", role="backup"),
        duty("ada", "2026-12-07T09:00/T10:00", stream="B"),
    ):
        assert len(broken(rules.Overlap(), duty("ada", MORNING), other)) == 1
        assert len(broken(rules.Overlap(), other, history=[duty("ada", MORNING)])) == 1


def test_each_pair_that_overlaps_is_named() -> None:
    hours = [duty("ada", f"2026-12-07T{h}:00/T{h}:30", stream="B") for h in ("09", "11")]
    assert broken(rules.Overlap(), duty("ada", MORNING), *hours) == [
        "Ada: has two duties at once, Mon 7 Dec 09:00–09:30",
        "Ada: has two duties at once, Mon 7 Dec 11:00–11:30",
    ]


def test_duties_that_touch_or_are_of_two_people_do_not_overlap() -> None:
    then = duty("ada", "2026-12-07T12:00/T16:00", role="backup")
    assert broken(rules.Overlap(), duty("ada", MORNING), then, duty("ben", MORNING)) == []
    assert broken(rules.Overlap(), then, history=[duty("ada", MORNING)]) == []


LENGTH = rules.Length(
    {
        "A": rules.Bounds(2 * HOUR, 12 * HOUR, *ALWAYS),
        "B": rules.Bounds(1 * HOUR, 4 * HOUR, *span("2026-12-07T00:00/2026-12-14T00:00")),
    },
    {("A", "primary"): frozenset({span("2026-12-07T08:00/T09:00")})},
)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("2026-12-07T10:00/T12:00", None),
        ("2026-12-07T10:00/T11:45", "1 h 45 min, min_duty_hours is 2 h"),
        ("2026-12-07T10:00/T22:00", None),
        ("2026-12-07T10:00/T22:15", "12 h 15 min, max_duty_hours is 12 h"),
        ("2026-10-24T20:00/2026-10-25T08:00", "13 h, max_duty_hours is 12 h"),
        ("2027-03-27T20:00/2027-03-28T09:00", None),
    ],
)
def test_a_duty_lasts_as_long_as_the_team_wants_in_real_time(when: str, why: str | None) -> None:
    expected = [f"Ada: would be on duty for {why}"] if why else []
    assert broken(LENGTH, duty("ada", when)) == expected


def test_duties_that_touch_in_one_role_are_as_long_as_together() -> None:
    morning, then = duty("ada", "2026-12-07T08:00/T15:00"), "2026-12-07T15:00/T22:00"
    assert broken(LENGTH, morning, duty("ada", then)) != []
    assert broken(LENGTH, morning, duty("ada", then, role="backup")) == []
    assert broken(LENGTH, duty("ada", then), history=[morning]) != []
    assert broken(LENGTH, duty("ada", "2026-12-07T15:00/T16:00"), history=[morning]) == []


def test_a_stretch_shorter_than_the_minimum_is_one_duty() -> None:
    assert broken(LENGTH, duty("ada", "2026-12-07T08:00/T09:00")) == []
    assert broken(LENGTH, duty("ada", "2026-12-07T08:00/T09:00", role="backup")) != []
    assert broken(LENGTH, duty("ada", "2026-12-07T08:00/T08:30")) != []


def test_a_duty_that_touches_an_end_of_the_planned_weeks_may_be_short_but_not_long() -> None:
    for short in ("2026-12-07T00:00/T00:30", "2026-12-13T23:30/2026-12-14T00:00"):
        assert broken(LENGTH, duty("ada", short, stream="B")) == []
    assert broken(LENGTH, duty("ada", "2026-12-07T00:30/T01:00", stream="B")) != []
    assert broken(LENGTH, duty("ada", "2026-12-07T00:00/T04:15", stream="B")) != []


def test_a_joint_duty_for_two_teams_keeps_the_bounds_of_both() -> None:
    """Team A wants 2 to 12 hours, team B 1 to 4."""
    first = duty("ada", "2026-12-07T10:00/T10:45")
    for end, free in (("T11:45", False), ("T12:00", True), ("T14:00", True), ("T14:15", False)):
        then = duty("ada", f"2026-12-07T10:45/{end}", stream="B")
        assert (broken(LENGTH, first, then) == []) == free


def test_the_length_is_that_of_the_duty_s_team() -> None:
    assert broken(LENGTH, duty("ada", "2026-12-07T10:00/T11:00", stream="B")) == []
    assert broken(LENGTH, duty("ada", "2026-12-07T10:00/T16:00", stream="B")) != []


HALVES = (
    duty("ada", "2026-12-07T08:00/T10:00"),
    duty("ada", "2026-12-07T10:00/T15:00", stream="B"),
)
HANDOVER = rules.Handover(
    {
        "A": frozenset(span("2026-12-07T08:00/T12:00")),
        "B": frozenset(span("2026-12-07T12:00/T15:00")),
    }
)


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("2026-12-07T08:00/T12:00", []),
        ("2026-12-07T08:30/T12:00", ["Ada: begins at Mon 7 Dec 08:30, which is no handover time"]),
        ("2026-12-07T08:00/T11:30", ["Ada: ends at Mon 7 Dec 11:30, which is no handover time"]),
        ("2026-12-07T08:00/T15:00", ["Ada: ends at Mon 7 Dec 15:00, which is no handover time"]),
    ],
)
def test_duties_begin_and_end_where_their_stream_allows_it(when: str, why: list[str]) -> None:
    assert broken(HANDOVER, duty("ada", when)) == why


def test_a_duty_begins_where_the_stream_allows_it_that_it_begins_with() -> None:
    first = duty("ada", "2026-12-07T08:00/T09:00", stream="B")
    then = duty("ada", "2026-12-07T09:00/T12:00", stream="A")
    assert broken(HANDOVER, first, then) == [
        "Ada: begins at Mon 7 Dec 08:00, which is no handover time"
    ]


def test_what_goes_on_from_history_still_ends_at_a_handover_time() -> None:
    history = [duty("ada", "2026-12-07T06:00/T08:00")]
    assert broken(HANDOVER, duty("ada", "2026-12-07T08:00/T12:00"), history=history) == []
    assert len(broken(HANDOVER, duty("ada", "2026-12-07T08:00/T11:00"), history=history)) == 1


def test_where_a_duty_goes_on_nothing_begins_or_ends() -> None:
    before, after = duty("ada", "2026-12-07T08:00/T09:00"), duty("ada", "2026-12-07T09:00/T12:00")
    assert broken(HANDOVER, before, after) == []
    assert broken(HANDOVER, after, history=[before]) == []
    assert broken(HANDOVER, after, history=[duty("ben", "2026-12-07T08:00/T09:00")]) != []
    assert broken(HANDOVER, after, duty("ada", "2026-12-07T12:00/T15:00", stream="B")) != []
    assert broken(HANDOVER, *HALVES) == []


REST = rules.Rest({"ada": 11 * HOUR, "ben": 0})
EVENING = duty("ada", "2026-12-07T16:00/T20:00")


@pytest.mark.parametrize(
    ("begins", "why"),
    [
        ("2026-12-08T07:00/T09:00", []),
        (
            "2026-12-08T06:59/T09:00",
            ["Ada: has 10 h 59 min of rest before Tue 8 Dec 06:59, needs 11 h"],
        ),
    ],
)
def test_rest_lies_between_two_duties_also_after_history(begins: str, why: list[str]) -> None:
    assert broken(REST, EVENING, duty("ada", begins)) == why
    assert broken(REST, duty("ada", begins), history=[EVENING]) == why


def test_rest_is_real_time_when_the_clocks_change() -> None:
    autumn, spring = "2026-10-24T18:00/T20:00", "2027-03-27T18:00/T20:00"
    assert broken(REST, duty("ada", autumn), duty("ada", "2026-10-25T06:00/T08:00")) == []
    assert broken(REST, duty("ada", spring), duty("ada", "2027-03-28T07:00/T09:00")) != []


def test_touching_in_one_role_needs_no_rest_but_in_two_roles_it_does() -> None:
    on, other = "2026-12-07T20:00/T22:00", "backup"
    assert broken(REST, EVENING, duty("ada", on)) == []
    assert broken(REST, duty("ada", on), history=[EVENING]) == []
    assert broken(REST, EVENING, duty("ada", on, role=other)) != []
    assert broken(REST, duty("ada", on, role=other), history=[EVENING]) != []


def test_touching_in_two_roles_is_allowed_where_no_rest_is_wanted() -> None:
    then = duty("ben", "2026-12-07T12:00/T16:00", role="backup")
    assert broken(REST, duty("ben", MORNING), then) == []


def test_rest_that_history_alone_cut_short_is_not_blamed_on_what_goes_on_from_it() -> None:
    history = [EVENING, duty("ada", "2026-12-07T21:00/T23:00", role="backup")]
    on = duty("ada", "2026-12-07T23:00/2026-12-08T01:00", role="backup")
    assert broken(REST, on, history=history) == []


def test_rest_is_kept_also_before_what_history_knows_of_later() -> None:
    later = duty("ada", "2026-12-08T06:00/T08:00")
    on = duty("ada", "2026-12-07T20:00/T22:00")
    assert len(broken(REST, on, history=[EVENING, later])) == 1


def test_rest_after_a_duty_counts_from_the_last_one_before() -> None:
    duties = [duty("ada", f"2026-12-07T{h}:00/T{h + 1}:00") for h in (10, 13, 16)]
    assert len(broken(REST, *duties)) == 2
