"""Local days, nights and weekends in minutes, also on the days on which the clocks change."""

from __future__ import annotations

from datetime import date

import pytest

from solver.calendar import Calendar, say_hours
from tests.solver.problems import BERLIN, LONDON, at, day, span


def shares(when: str, where: Calendar = BERLIN) -> dict[str, int]:
    found = where.shares(*span(when, where))
    return {str(where.date_of(on)): minutes for on, minutes in found}


def test_a_stretch_over_midnight_counts_on_both_days() -> None:
    found = shares("2026-12-07T20:00/2026-12-08T06:00")
    assert found == {"2026-12-07": 4 * 60, "2026-12-08": 6 * 60}


def test_what_ends_at_midnight_does_not_count_on_the_next_day() -> None:
    assert shares("2026-12-07T20:00/2026-12-08T00:00") == {"2026-12-07": 4 * 60}
    assert shares("2026-12-08T00:00/T06:00") == {"2026-12-08": 6 * 60}


@pytest.mark.parametrize("where", [BERLIN, LONDON])
def test_the_days_on_which_the_clocks_change_have_25_and_23_hours(where: Calendar) -> None:
    assert shares("2026-10-25T00:00/2026-10-26T00:00", where) == {"2026-10-25": 25 * 60}
    assert shares("2027-03-28T00:00/2027-03-29T00:00", where) == {"2027-03-28": 23 * 60}


def test_each_site_has_days_of_its_own() -> None:
    """Midnight in London is an hour after midnight in Berlin."""
    start, end = span("2026-12-07T23:00/2026-12-08T02:00")
    assert [minutes for _, minutes in BERLIN.shares(start, end)] == [60, 120]
    assert [minutes for _, minutes in LONDON.shares(start, end)] == [120, 60]


@pytest.mark.parametrize(
    ("when", "nights"),
    [
        ("2026-12-07T06:00/T22:00", []),
        ("2026-12-07T05:45/T22:00", ["2026-12-06"]),
        ("2026-12-07T06:00/T22:15", ["2026-12-07"]),
        ("2026-12-07T05:45/T22:15", ["2026-12-06", "2026-12-07"]),
        ("2026-12-07T20:00/2026-12-08T06:00", ["2026-12-07"]),
        ("2026-12-08T00:00/T06:00", ["2026-12-07"]),
        ("2026-10-25T05:45/T06:00", ["2026-10-24"]),
        ("2027-03-28T05:45/T06:15", ["2027-03-27"]),
    ],
)
def test_a_night_runs_from_22_to_6_by_the_clock_on_the_wall(when: str, nights: list[str]) -> None:
    assert [str(BERLIN.date_of(night)) for night in BERLIN.nights_of(*span(when))] == nights


def test_saturday_and_sunday_are_one_weekend_named_by_its_saturday() -> None:
    saturday = day("2026-12-05")
    found = [BERLIN.weekend(saturday + n) for n in range(-1, 3)]
    assert found == [None, saturday, saturday, None]


def test_minutes_and_local_times_lead_to_each_other() -> None:
    minute = at("2026-10-25T02:30+01:00")
    assert minute == at("2026-10-25T02:30+02:00") + 60
    assert BERLIN.minute(BERLIN.local(minute)) == minute
    assert BERLIN.date_of(BERLIN.day_at(minute)) == date(2026, 10, 25)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-12-05T02:00/T06:30", "Sat 5 Dec 02:00–06:30"),
        ("2026-12-05T20:00/2026-12-06T06:00", "Sat 5 Dec 20:00–Sun 6 Dec 06:00"),
        ("2026-12-05T16:00/2026-12-06T00:00", "Sat 5 Dec 16:00–24:00"),
        ("2026-12-05T00:00/2026-12-06T00:00", "Sat 5 Dec"),
        ("2026-12-05T00:00/2026-12-08T00:00", "Sat 5 Dec–Mon 7 Dec"),
    ],
)
def test_spans_are_said_as_planners_read_them(when: str, said: str) -> None:
    assert BERLIN.say_span(*span(when)) == said


@pytest.mark.parametrize(
    ("minutes", "said"), [(600, "10 h"), (450, "7 h 30 min"), (45, "45 min"), (0, "0 min")]
)
def test_lengths_are_said_in_hours_and_minutes(minutes: int, said: str) -> None:
    assert say_hours(minutes) == said
