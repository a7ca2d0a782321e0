"""What a rota must satisfy, rule by rule, with exact figures: the limits of days and weeks."""

from __future__ import annotations

from datetime import date

import pytest

from solver import rules
from tests.solver.problems import at, broken, daily, day, duty, points

HOUR = 60
ALWAYS = (0, at("2027-04-01T00:00"))
REACHABLE = rules.Reachable(10 * HOUR)


def test_a_night_leaves_six_and_four_hours_of_the_ten() -> None:
    """20:00 to 06:00 is 4 h and 6 h."""
    night = duty("ada", "2026-12-07T20:00/2026-12-08T06:00")
    assert broken(REACHABLE, night, duty("ada", "2026-12-07T08:00/T14:00")) == []
    assert broken(REACHABLE, night, duty("ada", "2026-12-07T08:00/T14:01")) == [
        "Ada: 10 h 1 min reached on Mon 7 Dec, at most 10 h"
    ]
    assert broken(REACHABLE, night, duty("ada", "2026-12-08T12:00/T16:00")) == []
    assert len(broken(REACHABLE, night, duty("ada", "2026-12-08T12:00/T16:01"))) == 1


@pytest.mark.parametrize(
    ("change", "last"), [("2026-10-25", "09:00"), ("2027-03-28", "11:00"), ("2026-12-07", "10:00")]
)
def test_ten_hours_are_real_hours_on_days_of_any_length(change: str, last: str) -> None:
    """On the day of 25 hours they end at 09:00 on the clock, on that of 23 hours at 11:00."""
    assert broken(REACHABLE, duty("ada", f"{change}T00:00/T{last}")) == []
    assert len(broken(REACHABLE, duty("ada", f"{change}T00:00/T{last[:3]}01"))) == 1


def test_history_and_all_roles_count_towards_the_ten_hours_of_a_day() -> None:
    history = [duty("ada", "2026-12-07T00:00/T05:00", role="backup")]
    assert broken(REACHABLE, duty("ada", "2026-12-07T12:00/T17:00"), history=history) == []
    assert len(broken(REACHABLE, duty("ada", "2026-12-07T12:00/T17:01"), history=history)) == 1


def test_a_day_that_history_alone_makes_too_long_is_blamed_only_on_what_is_added() -> None:
    history = [duty("ada", "2026-12-07T00:00/T11:00")]
    assert broken(REACHABLE, duty("ada", "2026-12-08T00:00/T10:00"), history=history) == []
    assert broken(REACHABLE, duty("ada", "2026-12-07T12:00/T12:15"), history=history) == [
        "Ada: 11 h 15 min reached on Mon 7 Dec, at most 10 h"
    ]


def test_the_day_is_that_of_the_person_s_site() -> None:
    """In London the same duty begins an hour earlier, on the day before."""
    when = "2026-12-08T00:00/T10:30"
    assert len(broken(REACHABLE, duty("ada", when))) == 1
    assert broken(REACHABLE, duty("cem", when)) == []


def working(regular: int, rate: float = 6) -> rules.Working:
    """Return a rule for Ada with so many minutes of regular work on 7 December."""
    ada = {"ada": {day("2026-12-07"): regular}}
    return rules.Working(8 * HOUR, ada, {"A": (rules.Rate(*ALWAYS, round(rate * 100)),)})


def test_six_minutes_an_hour_fit_ten_times_beside_seven_hours_of_work() -> None:
    ten_hours = duty("ada", "2026-12-07T00:00/T10:00")
    assert broken(working(7 * HOUR), ten_hours) == []
    assert broken(working(7 * HOUR + 30), ten_hours) == [
        "Ada: 7 h 30 min of regular work and 1 h reserve for call-outs on Mon 7 Dec, at most 8 h"
    ]


def test_the_reserve_is_exact_below_a_minute() -> None:
    """A quarter of an hour at 6 minutes an hour is a minute and a half."""
    quarter = duty("ada", "2026-12-07T16:00/T16:15")
    assert broken(working(8 * HOUR - 2), quarter) == []
    assert len(broken(working(8 * HOUR - 1), quarter)) == 1
    assert broken(working(8 * HOUR - 1, rate=4), quarter) == []


def test_each_minute_is_reserved_for_at_its_own_dearest_rate() -> None:
    """Two hours at 6 and one at 30 minutes an hour are 42 minutes."""
    rates = [
        ("2026-12-07T16:00", "2026-12-07T18:00", 600),
        ("2026-12-07T18:00", "2026-12-07T19:00", 3000),
    ]
    a = tuple(rules.Rate(at(start), at(end), rate) for start, end, rate in rates)
    for regular, free in ((7 * HOUR + 18, True), (7 * HOUR + 19, False)):
        rule = rules.Working(8 * HOUR, {"ada": {day("2026-12-07"): regular}}, {"A": a})
        assert (broken(rule, duty("ada", "2026-12-07T16:00/T19:00")) == []) == free


def test_the_reserve_of_a_night_is_shared_between_its_days() -> None:
    """20:00 to 06:00 reserves 24 minutes of the first day and 36 of the second."""
    first, second = (
        duty("ada", "2026-12-07T20:00/2026-12-08T06:00"),
        "2026-12-06T20:00/2026-12-07T06:00",
    )
    assert broken(working(8 * HOUR - 24), first) == []
    assert len(broken(working(8 * HOUR - 23), first)) == 1
    assert broken(working(8 * HOUR - 36), duty("ada", second)) == []
    assert len(broken(working(8 * HOUR - 35), duty("ada", second))) == 1


def test_the_reserve_is_shared_between_the_days_of_the_person_s_site() -> None:
    """20:00 to 06:00 in Berlin is 19:00 to 05:00 in London: 30 minutes of the first day, not 24."""
    work = {day("2026-12-07"): 8 * HOUR - 24}
    rule = rules.Working(8 * HOUR, {"ada": work, "cem": work}, {"A": (rules.Rate(*ALWAYS, 600),)})
    nights = [duty(who, "2026-12-07T20:00/2026-12-08T06:00") for who in ("ada", "cem")]
    assert [said[:4] for said in broken(rule, *nights)] == ["Cem:"]


def test_only_a_planned_primary_needs_working_time() -> None:
    nine, when = working(9 * HOUR, rate=0), "2026-12-07T18:00/T20:00"
    assert len(broken(nine, duty("ada", when))) == 1
    assert broken(nine, duty("ada", when, role="backup")) == []
    assert broken(nine, history=[duty("ada", when)]) == []
    assert broken(nine, duty("ben", when)) == []


def test_history_as_primary_counts_with_six_minutes_an_hour_and_as_backup_not() -> None:
    past, now = "2026-12-07T00:00/T05:00", duty("ada", "2026-12-07T17:00/T22:00")
    primary, backup = duty("ada", past), duty("ada", past, role="backup")
    assert broken(working(7 * HOUR), now, history=[primary]) == []
    assert len(broken(working(7 * HOUR + 1), now, history=[primary])) == 1
    assert broken(working(7 * HOUR + 30), now, history=[backup]) == []


CONSECUTIVE = rules.Consecutive({"ada": 3})


def test_days_in_a_row_are_counted_up_to_a_free_day() -> None:
    assert broken(CONSECUTIVE, *daily("ada", "2026-12-07", 3)) == []
    assert broken(CONSECUTIVE, *daily("ada", "2026-12-07", 4)) == [
        "Ada: on standby on 4 days in a row from Mon 7 Dec, at most 3"
    ]
    twice = [*daily("ada", "2026-12-07", 3), *daily("ada", "2026-12-11", 3)]
    assert broken(CONSECUTIVE, *twice) == []


def test_a_night_takes_two_of_the_days_in_a_row() -> None:
    night = duty("ada", "2026-12-09T20:00/2026-12-10T06:00")
    assert len(broken(CONSECUTIVE, *daily("ada", "2026-12-07", 2), night)) == 1
    assert broken(CONSECUTIVE, *daily("ada", "2026-12-08", 1), night) == []


def test_days_in_a_row_go_on_from_history() -> None:
    history = daily("ada", "2026-12-05", 2)
    assert broken(CONSECUTIVE, *daily("ada", "2026-12-07", 1), history=history) == []
    assert len(broken(CONSECUTIVE, *daily("ada", "2026-12-07", 2), history=history)) == 1


def test_a_row_of_days_that_history_alone_made_too_long_is_blamed_on_one_more_only() -> None:
    history = daily("ada", "2026-12-03", 5)
    evening = duty("ada", "2026-12-07T20:00/T22:00")
    assert broken(CONSECUTIVE, evening, history=history) == []
    assert broken(CONSECUTIVE, *daily("ada", "2026-12-09", 3), history=history) == []
    assert broken(CONSECUTIVE, *daily("ada", "2026-12-08", 1), history=history) == [
        "Ada: on standby on 6 days in a row from Thu 3 Dec, at most 3"
    ]


DAYS_28 = rules.Days28({"ada": 2})


@pytest.mark.parametrize(("last", "times"), [("2027-01-03", 1), ("2027-01-04", 0)])
def test_days_are_added_up_over_any_28_in_a_row(last: str, times: int) -> None:
    """7 December and 3 January are the first and the last of 28 days."""
    some = [*daily("ada", "2026-12-07", 1), *daily("ada", "2026-12-20", 1)]
    assert len(broken(DAYS_28, *some, *daily("ada", last, 1))) == times
    assert len(broken(DAYS_28, *daily("ada", last, 1), history=some)) == times


def test_28_days_that_history_alone_filled_are_blamed_on_what_is_added_only() -> None:
    history = daily("ada", "2026-12-01", 4)
    assert broken(DAYS_28, duty("ada", "2026-12-04T20:00/T22:00"), history=history) == []
    assert broken(DAYS_28, *daily("ada", "2027-01-01", 2), history=history) == []
    assert broken(DAYS_28, *daily("ada", "2026-12-28", 1), history=history) == [
        "Ada: on standby on 5 days of the 28 from Tue 1 Dec, at most 2"
    ]


def weekends(first: str, last: str, least: int = 1) -> rules.Weekends:
    """Return a rule for Ada and Cem between two days."""
    limits = dict.fromkeys(("ada", "cem"), least)
    return rules.Weekends(limits, date.fromisoformat(first), date.fromisoformat(last))


DECEMBER = weekends("2026-12-05", "2026-12-27")
SATURDAYS = daily("ada", "2026-12-05", 4, every=7)


def test_one_of_four_weekends_in_a_row_is_free() -> None:
    assert broken(DECEMBER, *SATURDAYS[:3]) == []
    assert broken(DECEMBER, *SATURDAYS) == [
        "Ada: 0 free weekends of the four from Sat 5 Dec, at least 1"
    ]
    assert len(broken(weekends("2026-12-05", "2026-12-27", least=2), *SATURDAYS[:3])) == 1


def test_any_four_weekends_in_a_row_are_looked_at() -> None:
    longer = weekends("2026-11-28", "2027-01-03")
    assert len(broken(longer, *SATURDAYS)) == 1
    every_other = daily("ada", "2026-11-28", 6, every=14)
    assert broken(longer, *every_other) == []


@pytest.mark.parametrize(
    ("first", "last"), [("2026-12-06", "2026-12-27"), ("2026-12-05", "2026-12-26")]
)
def test_only_weekends_that_lie_within_history_and_plan_are_looked_at(
    first: str, last: str
) -> None:
    assert broken(weekends(first, last), *SATURDAYS) == []


@pytest.mark.parametrize(
    ("when", "times"),
    [
        ("2026-12-27T23:45/2026-12-28T06:00", 1),
        ("2026-12-28T00:00/T06:00", 0),
        ("2026-12-25T23:45/2026-12-26T00:15", 1),
        ("2026-12-25T20:00/2026-12-26T00:00", 0),
    ],
)
def test_a_weekend_runs_from_saturday_0_00_to_monday_0_00(when: str, times: int) -> None:
    assert len(broken(DECEMBER, *SATURDAYS[:3], duty("ada", when))) == times


def test_a_weekend_is_that_of_the_person_s_site() -> None:
    """Monday 00:00 in Berlin is still Sunday in London."""
    others = daily("cem", "2026-12-05", 3, every=7)
    assert len(broken(DECEMBER, *others, duty("cem", "2026-12-28T00:00/T06:00"))) == 1
    assert broken(DECEMBER, *others, duty("cem", "2026-12-26T00:00/T01:00")) == []


def test_weekends_of_history_count_and_are_blamed_only_on_one_more() -> None:
    assert len(broken(DECEMBER, SATURDAYS[3], history=SATURDAYS[:3])) == 1
    sunday = duty("ada", "2026-12-27T08:00/T16:00")
    assert broken(DECEMBER, sunday, history=SATURDAYS) == []
    assert broken(DECEMBER, history=SATURDAYS) == []


@pytest.mark.parametrize("rule", [CONSECUTIVE, DAYS_28, DECEMBER, REACHABLE, working(8 * HOUR)])
def test_limits_cost_nothing(rule: rules.Rule) -> None:
    assert points(rule, *SATURDAYS) == 0
