"""Weekly hours, holidays and bridge days become instants."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oncall.hours import Calendar, WeeklyHours, WeeklyLine, expand, out_of_hours, public_holidays
from oncall.localtime import DAY, MINUTE, Span, days_between, days_span
from tests.oncall.slow_clock import first_at, zones_and_days

BERLIN = ZoneInfo("Europe/Berlin")
HAMBURG = Calendar("DE", "HH", bridge_days=True)
WEEKDAYS = frozenset(range(5))

lines = st.builds(
    WeeklyLine,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    holiday=st.just(False),
    start=st.integers(0, 1439),
    end=st.integers(0, 1440),
)
weekly = st.lists(lines, max_size=3).map(lambda found: WeeklyHours(tuple(found)))


def walked(hours: WeeklyHours, days: list[date], zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
    """Return each line of each day, by the walked clock."""
    return [
        (
            first_at(day, line.start, zone),
            first_at(day + (line.end <= line.start) * DAY, line.end, zone),
        )
        for day in days
        for line in hours.lines
        if day.weekday() in line.weekdays
    ]


def has(spans: tuple[Span, ...], instant: datetime) -> bool:
    return any(span.start <= instant < span.end for span in spans)


@given(weekly, zones_and_days(), st.integers(0, 3))
@settings(deadline=None, max_examples=60)
def test_expanded_lines_cover_the_walked_minutes_and_no_others(
    hours: WeeklyHours, place: tuple[ZoneInfo, date], more: int
) -> None:
    """Also those of a line that begins on the evening before the first day."""
    zone, first = place
    last = first + more * DAY
    expanded = expand(hours.on_weekday, first, last, zone)
    bounds = days_span(first, last, zone)
    parts = walked(hours, list(days_between(first - 2 * DAY, last)), zone)
    for step in range(0, bounds.minutes, 7):
        instant = bounds.start + step * MINUTE
        assert has(expanded, instant) == any(start <= instant < end for start, end in parts)
    assert all(span.clip(bounds) == span for span in expanded)


@given(weekly, st.integers(0, 700))
@settings(deadline=None, max_examples=60)
def test_out_of_hours_is_all_but_support_hours_begun_on_an_open_day(
    support: WeeklyHours, offset: int
) -> None:
    first = date(2026, 1, 1) + offset * DAY
    last = first + 2 * DAY
    found = out_of_hours(support, HAMBURG, first, last, BERLIN)
    days = [day for day in days_between(first - 2 * DAY, last) if not HAMBURG.is_closed(day)]
    parts = walked(support, days, BERLIN)
    bounds = days_span(first, last, BERLIN)
    for step in range(0, bounds.minutes, 11):
        instant = bounds.start + step * MINUTE
        supported = any(start <= instant < end for start, end in parts)
        closed = HAMBURG.is_closed(instant.astimezone(BERLIN).date())
        assert has(found, instant) == (closed or not supported)


@pytest.mark.parametrize(
    ("day", "bridge"),
    [
        (date(2026, 5, 15), True),  # Friday after Ascension
        (date(2026, 5, 14), False),  # Ascension itself
        (date(2026, 5, 16), False),  # a Saturday
        (date(2026, 5, 13), False),  # only the day after is free
        (date(2025, 5, 2), True),  # Friday after 1 May
        (date(2027, 1, 4), False),  # Monday after an ordinary weekend
    ],
)
def test_a_bridge_day_lies_between_two_free_days_of_which_one_is_a_holiday(
    day: date, bridge: bool
) -> None:
    assert HAMBURG.is_bridge_day(day) == bridge


@given(st.dates(date(2000, 1, 1), date(2060, 12, 31)))
def test_a_bridge_day_is_a_working_day_and_closes_only_sites_that_say_so(day: date) -> None:
    stays_open = Calendar("DE", "HH", bridge_days=False)
    if HAMBURG.is_bridge_day(day):
        assert day.weekday() < 5
        assert not HAMBURG.is_holiday(day)
        assert HAMBURG.is_closed(day)
        assert not stays_open.is_closed(day)
    else:
        assert HAMBURG.is_closed(day) == stays_open.is_closed(day) == HAMBURG.is_holiday(day)


def test_holidays_are_those_of_the_part_of_the_country_in_any_year() -> None:
    epiphany = date(2031, 1, 6)
    assert Calendar("DE", "BW", bridge_days=False).is_holiday(epiphany)
    assert not HAMBURG.is_holiday(epiphany)
    assert date(2026, 12, 28) in public_holidays("GB", "ENG", 2026)  # in place of the Saturday


def test_a_line_whose_every_minute_the_clocks_skip_is_empty() -> None:
    hours = WeeklyHours((WeeklyLine(frozenset({6}), holiday=False, start=130, end=170),))
    assert expand(hours.on_weekday, date(2026, 3, 29), date(2026, 3, 29), BERLIN) == ()


def test_a_holiday_and_its_bridge_day_are_out_of_hours_all_day() -> None:
    night = WeeklyHours((WeeklyLine(WEEKDAYS, holiday=False, start=20 * 60, end=6 * 60),))
    thursday, friday = date(2025, 5, 1), date(2025, 5, 2)
    assert out_of_hours(night, HAMBURG, thursday, friday, BERLIN) == (
        days_span(thursday, friday, BERLIN),
    )


def test_a_public_holiday_is_out_of_hours_all_day_also_after_support_over_midnight() -> None:
    night_support = WeeklyHours((WeeklyLine(WEEKDAYS, holiday=False, start=20 * 60, end=4 * 60),))
    christmas = date(2026, 12, 25)
    london = ZoneInfo("Europe/London")
    england = Calendar("GB", "ENG", bridge_days=False)
    free = out_of_hours(night_support, england, christmas - DAY, christmas, london)
    assert free[-1] == Span(datetime(2026, 12, 25, tzinfo=UTC), datetime(2026, 12, 26, tzinfo=UTC))
    assert free[0].end == datetime(2026, 12, 24, 20, tzinfo=UTC)
