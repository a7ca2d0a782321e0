"""Bookings: their windows, and whether they came in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oncall.bookings import Booking, Windows, first_possible_start, lead_time_fault
from oncall.folder.weekly import weekly_hours, windows
from oncall.limits import load_limits
from oncall.localtime import MINUTE, Span, days_span, recurring, union
from oncall.people import Role, Site, Team
from tests.oncall.slow_clock import CHANGES

BERLIN = ZoneInfo("Europe/Berlin")
LIMITS = load_limits()
HAMBURG = Site(
    "hamburg",
    BERLIN,
    "DE",
    "HH",
    bridge_days=True,
    support_hours=weekly_hours("Mon-Fri 09:00-16:00"),
)
VIDEO = Team("video", HAMBURG, (0,), 120, 720, 660, 7, 14, 1, during_regular_hours=False)
LINES = "Mon-Fri 16:00-09:00; Sat-Sun,Holiday 00:00-24:00"


def booking(first: date, last: date, rule: str) -> Booking:
    return Booking(
        id="B1",
        customer="Alster",
        team=VIDEO,
        requested_at=datetime(2026, 1, 1, tzinfo=UTC),
        span=days_span(first, last, BERLIN),
        windows=windows(rule),
        skill=None,
        primary=2,
        backup=1,
        exclusive=False,
        callout_minutes_per_hour=Decimal(6),
    )


def local(found: Booking) -> list[str]:
    spans = found.window_spans(found.span)
    return [
        " to ".join(f"{i.astimezone(BERLIN):%a %d %H:%M}" for i in (span.start, span.end))
        for span in spans
    ]


def test_the_documented_lines_leave_monday_morning_uncovered() -> None:
    assert local(booking(date(2026, 12, 11), date(2026, 12, 15), LINES)) == [
        "Fri 11 00:00 to Fri 11 09:00",  # of Thursday's line, cut to the period
        "Fri 11 16:00 to Mon 14 00:00",
        "Mon 14 16:00 to Tue 15 09:00",
        "Tue 15 16:00 to Wed 16 00:00",
    ]


def test_a_holiday_follows_the_lines_that_name_it_and_only_those() -> None:
    """25 December 2026 is a Friday, 26 December a Saturday; both are public holidays."""
    assert local(booking(date(2026, 12, 24), date(2026, 12, 26), LINES)) == [
        "Thu 24 00:00 to Thu 24 09:00",
        "Thu 24 16:00 to Sun 27 00:00",
    ]
    evenings = "Mon-Sun 18:00-22:00; Holiday 10:00-12:00"
    assert local(booking(date(2026, 12, 24), date(2026, 12, 25), evenings)) == [
        "Thu 24 18:00 to Thu 24 22:00",
        "Fri 25 10:00 to Fri 25 12:00",
    ]


def test_where_no_line_names_holidays_they_are_ordinary_weekdays() -> None:
    assert local(booking(date(2026, 12, 25), date(2026, 12, 25), "Fri 16:00-20:00")) == [
        "Fri 25 16:00 to Fri 25 20:00"
    ]


def test_bridge_days_are_out_of_hours_but_no_holiday() -> None:
    ascension, bridge = date(2026, 5, 14), date(2026, 5, 15)
    assert local(booking(ascension, bridge, "out-of-hours")) == ["Thu 14 00:00 to Sat 16 00:00"]
    assert local(booking(bridge, bridge, LINES)) == ["Fri 15 16:00 to Sat 16 00:00"]
    open_site = replace(HAMBURG, bridge_days=False)
    moved = replace(booking(bridge, bridge, "out-of-hours"), team=replace(VIDEO, site=open_site))
    assert local(moved) == ["Fri 15 00:00 to Fri 15 09:00", "Fri 15 16:00 to Sat 16 00:00"]


def test_always_is_the_whole_period() -> None:
    found = booking(date(2026, 3, 28), date(2026, 3, 30), "always")
    assert found.window_spans(found.span) == (found.span,)
    assert found.windows is Windows.ALWAYS


@given(
    st.sampled_from([LINES, "always", "out-of-hours", "Sat-Mon 22:00-21:59", "Mon 00:00-24:00"]),
    st.integers(0, 9 * 1440),
    st.integers(1, 5 * 1440),
)
@settings(deadline=None)
def test_windows_in_a_clip_are_the_windows_cut_to_it(rule: str, offset: int, length: int) -> None:
    found = booking(date(2026, 3, 25), date(2026, 4, 2), rule)
    start = found.span.start + (offset - 1440) * MINUTE
    clip = Span(start, start + length * MINUTE)
    cut = (span.clip(clip) for span in found.window_spans(found.span))
    assert found.window_spans(clip) == union(span for span in cut if span)


def test_a_booking_asks_for_its_roles_and_for_no_manager() -> None:
    found = booking(date(2026, 12, 7), date(2026, 12, 8), "always")
    assert [found.asks(role) for role in Role] == [2, 1, 0]


def test_a_window_may_come_only_after_years() -> None:
    """A Holiday line in a period whose first holiday is far away is still a window."""
    found = booking(date(2026, 1, 2), date(2026, 4, 2), "Holiday 00:00-24:00")
    assert not found.has_window()
    longer = booking(date(2026, 1, 2), date(2026, 4, 3), "Holiday 00:00-24:00")
    assert longer.has_window()


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001
    st.sampled_from([zone for zone, _ in CHANGES]),
)
@settings(deadline=None)
def test_the_first_possible_start_is_the_same_local_time_two_weeks_on(
    asked: datetime, zone: ZoneInfo
) -> None:
    asked = asked.replace(second=0, microsecond=0, tzinfo=UTC)
    here = asked.astimezone(zone)
    minute = here.hour * 60 + here.minute
    first = first_possible_start(asked, zone, LIMITS)
    assert first == recurring(here.date() + timedelta(days=14), minute, zone)
    assert lead_time_fault(asked, first, zone, LIMITS) is None
    assert lead_time_fault(asked, first - MINUTE, zone, LIMITS) is not None


@pytest.mark.parametrize(
    ("asked", "start", "possible"),
    [
        ("2026-11-23T18:01", "2026-12-07T18:00", "2026-12-07T18:01"),
        ("2026-11-23T18:00:01", "2026-12-07T18:00", "2026-12-07T18:01"),
        ("2026-03-16T12:01", "2026-03-30T12:00", "2026-03-30T12:01"),  # the clocks change between
        ("2026-03-15T02:30", "2026-03-29T01:59", "2026-03-29T03:00"),  # and skip 02:30
    ],
)
def test_late_by_a_minute_is_refused_with_the_first_possible_start(
    asked: str, start: str, possible: str
) -> None:
    instants = [datetime.fromisoformat(text).replace(tzinfo=BERLIN) for text in (asked, start)]
    sentence = lead_time_fault(instants[0], instants[1], BERLIN, LIMITS)
    assert sentence
    assert "at least 14 days after its request" in sentence
    assert f"first possible start is {possible} local time (Europe/Berlin)" in sentence
    whole = datetime.fromisoformat(possible).replace(tzinfo=BERLIN)
    assert lead_time_fault(instants[0], whole, BERLIN, LIMITS) is None
