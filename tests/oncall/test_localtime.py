"""Local days and times, over the nights on which the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oncall.localtime import (
    SkippedTime,
    Span,
    day_span,
    local_days,
    midnight,
    recurring,
    subtract,
    union,
    written,
)
from tests.oncall.slow_clock import DAY, MINUTE, first_at, minutes_of, zones_and_days

BERLIN = ZoneInfo("Europe/Berlin")
SANTIAGO = ZoneInfo("America/Santiago")
START = datetime(2026, 1, 1, tzinfo=UTC)


def span(start: int, end: int) -> Span:
    return Span(START + start * MINUTE, START + end * MINUTE)


def minutes(spans: tuple[Span, ...]) -> set[int]:
    first = [((s.start - START) // MINUTE, (s.end - START) // MINUTE) for s in spans]
    return {minute for start, end in first for minute in range(start, end)}


some_spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 20)).map(lambda s: span(s[0], s[0] + s[1])),
    max_size=8,
).map(tuple)


@given(some_spans)
def test_a_union_has_the_same_minutes_and_its_spans_do_not_touch(spans: tuple[Span, ...]) -> None:
    united = union(spans)
    assert minutes(united) == minutes(spans)
    assert all(a.end < b.start for a, b in pairwise(united))
    assert all(s.minutes > 0 for s in united)


@given(some_spans, some_spans)
def test_subtracting_leaves_the_minutes_that_are_in_no_hole(
    spans: tuple[Span, ...], holes: tuple[Span, ...]
) -> None:
    left = subtract(spans, holes)
    assert minutes(left) == minutes(spans) - minutes(holes)
    assert left == union(left)


@given(some_spans, some_spans)
def test_overlaps_and_clip_agree_with_the_minutes(
    spans: tuple[Span, ...], others: tuple[Span, ...]
) -> None:
    for one in spans:
        for other in others:
            common = minutes((one,)) & minutes((other,))
            clipped = one.clip(other)
            assert one.overlaps(other) == bool(common)
            assert (minutes((clipped,)) if clipped else set()) == common


@given(zones_and_days(), st.integers(0, 1440))
@settings(deadline=None)
def test_a_recurring_time_is_when_the_walked_clock_first_shows_it(
    place: tuple[ZoneInfo, date], minute: int
) -> None:
    zone, day = place
    assert recurring(day, minute, zone) == first_at(day, minute, zone)


@given(zones_and_days())
@settings(deadline=None)
def test_a_local_day_has_exactly_the_minutes_whose_local_date_it_is(
    place: tuple[ZoneInfo, date],
) -> None:
    zone, day = place
    walked = minutes_of(day, zone)
    assert midnight(day, zone) == walked[0]
    assert day_span(day, zone) == Span(walked[0], walked[-1] + MINUTE)
    assert day_span(day, zone).minutes == len(walked)


@given(zones_and_days(), st.integers(-2000, 2000), st.integers(1, 4000))
@settings(deadline=None)
def test_local_days_are_those_of_the_walked_minutes(
    place: tuple[ZoneInfo, date], offset: int, length: int
) -> None:
    zone, day = place
    start = midnight(day, zone) + offset * MINUTE
    walked = {(start + step * MINUTE).astimezone(zone).date() for step in range(length)}
    assert local_days(Span(start, start + length * MINUTE), zone) == tuple(sorted(walked))


@given(zones_and_days(), st.integers(0, 1439))
@settings(deadline=None)
def test_a_written_time_is_the_first_instant_that_shows_it_or_is_refused(
    place: tuple[ZoneInfo, date], minute: int
) -> None:
    zone, day = place
    naive = datetime(day.year, day.month, day.day) + minute * MINUTE  # noqa: DTZ001
    first = first_at(day, minute, zone)
    if first.astimezone(zone).replace(tzinfo=None) == naive:
        assert written(naive, zone) == first
    else:
        with pytest.raises(SkippedTime) as refused:
            written(naive, zone)
        assert refused.value.resumes == first


def test_berlin_has_a_day_of_23_and_one_of_25_hours() -> None:
    assert day_span(date(2026, 3, 29), BERLIN).minutes == 23 * 60
    assert day_span(date(2026, 10, 25), BERLIN).minutes == 25 * 60


def test_where_midnight_is_skipped_the_day_begins_at_one() -> None:
    begins = midnight(date(2026, 9, 6), SANTIAGO)
    assert begins.astimezone(SANTIAGO).hour == 1
    assert day_span(date(2026, 9, 5), SANTIAGO).end == begins


def test_a_day_that_a_zone_left_out_has_no_minute() -> None:
    samoa = ZoneInfo("Pacific/Apia")
    assert day_span(date(2011, 12, 30), samoa).minutes == 0
    around = Span(midnight(date(2011, 12, 29), samoa), midnight(date(2012, 1, 1), samoa))
    assert local_days(around, samoa) == (date(2011, 12, 29), date(2011, 12, 31))


def test_a_time_that_occurs_twice_is_the_first() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert written(datetime(2026, 10, 25, 2, 30), BERLIN) == first  # noqa: DTZ001
    assert recurring(date(2026, 10, 25), 150, BERLIN) == first


def test_twenty_four_hours_is_the_next_midnight() -> None:
    assert recurring(date(2026, 12, 7), 1440, BERLIN) == midnight(date(2026, 12, 7) + DAY, BERLIN)
    assert midnight(date(2026, 12, 8), BERLIN) - midnight(date(2026, 12, 7), BERLIN) == timedelta(1)
