"""The working time that is left of a day, and who is passed over for want of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.folder.read import read_folder
from oncall.incidents.day_left import is_spent, remaining, work_of
from oncall.limits import load_limits
from oncall.localtime import Span, day_span
from oncall.people import NO_HOURS
from tests.builders import write_folder

if TYPE_CHECKING:
    from oncall.folder.facts import Folder

ZONE = ZoneInfo("Europe/Berlin")
LIMITS = load_limits()
MONDAY = date(2026, 12, 7)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
WORK = "person,weekdays,start,end\nada,Mon-Fri,08:00,12:00\nada,Mon-Fri,13:00,15:00\n"
EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    return read_folder(write_folder(tmp_path_factory.mktemp("firm"), regular_hours=WORK))


def hours(start: float, end: float, day: date = MONDAY) -> Span:
    midnight = day_span(day, ZONE).start
    return Span(midnight + start * HOUR, midnight + end * HOUR)


def test_regular_work_and_what_is_logged_are_counted_together(folder: Folder) -> None:
    ada = folder.people["ada"]
    assert remaining(ada, MONDAY, (), LIMITS) == 2 * HOUR
    assert remaining(ada, MONDAY, [hours(18, 19.5)], LIMITS) == 0.5 * HOUR
    assert remaining(ada, MONDAY, [hours(18, 23)], LIMITS) == 0 * HOUR


def test_what_is_both_counts_once(folder: Folder) -> None:
    ada = folder.people["ada"]
    assert remaining(ada, MONDAY, [hours(9, 11), hours(10, 12)], LIMITS) == 2 * HOUR


def test_work_over_midnight_counts_on_both_days(folder: Folder) -> None:
    ada = folder.people["ada"]
    some = [Span(hours(23, 24).start, hours(0, 1.5, date(2026, 12, 8)).end)]
    assert remaining(ada, MONDAY, some, LIMITS) == 1 * HOUR
    assert remaining(ada, date(2026, 12, 8), some, LIMITS) == 0.5 * HOUR


def test_the_limit_is_real_time_where_the_clocks_change(folder: Folder) -> None:
    ada = replace(folder.people["ada"], regular_hours=NO_HOURS)
    sunday = date(2026, 10, 25)
    night = Span(day_span(sunday, ZONE).start, day_span(sunday, ZONE).start + 4 * HOUR)
    assert night.end.astimezone(ZONE).hour == 3
    assert remaining(ada, sunday, [night], LIMITS) == 4 * HOUR


def test_where_regular_work_does_not_count_the_whole_day_is_for_incidents(folder: Folder) -> None:
    limits = replace(LIMITS, regular_work_counts=False)
    assert remaining(folder.people["ada"], MONDAY, [hours(18, 20)], limits) == 6 * HOUR


def test_who_has_not_worked_on_any_incident_is_not_passed_over(folder: Folder) -> None:
    ada = folder.people["ada"]
    full = replace(LIMITS, working_hours=6)
    assert remaining(ada, MONDAY, (), full) == 0 * HOUR
    assert not is_spent(ada, MONDAY, (), full)
    assert is_spent(ada, MONDAY, [hours(18, 18.1)], full)


SPANS = st.lists(st.tuples(st.integers(-300, 1800), st.integers(1, 300)), max_size=6)


@given(SPANS)
def test_what_is_left_is_what_a_slow_count_leaves(folder: Folder, some) -> None:
    ada = folder.people["ada"]
    start = day_span(MONDAY, ZONE).start
    spans = [Span(start + a * MINUTE, start + (a + n) * MINUTE) for a, n in some]
    regular = {m for m in range(1440) if 480 <= m < 720 or 780 <= m < 900}
    busy = regular | {m for a, n in some for m in range(a, a + n) if 0 <= m < 1440}
    assert remaining(ada, MONDAY, spans, LIMITS) == max(0, 480 - len(busy)) * MINUTE


NIGHTS = st.sampled_from(["2026-10-24T18:00+00:00", "2027-03-27T18:00+00:00"])
STRETCHES = st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 400)), max_size=5)


@given(NIGHTS, STRETCHES)
def test_days_sum_up_to_the_minutes_that_were_worked_where_the_clocks_change(
    folder: Folder, night: str, stretches: list[tuple[int, int]]
) -> None:
    begins = datetime.fromisoformat(night)
    ada = replace(folder.people["ada"], regular_hours=NO_HOURS)
    some = [Span(begins + at * MINUTE, begins + (at + long) * MINUTE) for at, long in stretches]
    minutes = {at + each for at, long in stretches for each in range(long)}
    slowly = Counter((begins + each * MINUTE).astimezone(ZONE).date() for each in minutes)
    first = begins.astimezone(ZONE).date()
    days = [first + timedelta(days=each) for each in range(4)]
    found = {day: work_of(ada, day, some, LIMITS) // MINUTE for day in days}
    assert found == {day: slowly[day] for day in days}
    assert sum(found.values()) == len(minutes)
