"""Until when a booking is covered by what is published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from oncall.covered import covered_until
from oncall.folder.weekly import windows
from oncall.localtime import Span
from oncall.rota import BookedGap
from tests.oncall.contracts.agreed import booking, utc

if TYPE_CHECKING:
    from oncall.bookings import Booking

NOW = utc("2026-12-01T00:00")
HOUR = timedelta(hours=1)
# Evenings at the team's site, from Tuesday 1 December on.
EVENINGS = booking("2026-12-01T00:00", "2026-12-11T00:00", windows=windows("Mon-Sun 18:00-22:00"))
TEN_DAYS = Span(NOW, NOW + timedelta(days=10))


def gap(start: datetime, end: datetime, *of: Booking) -> BookedGap:
    return BookedGap(of or (EVENINGS,), "primary", start, end, 1)


def test_nothing_published_covers_nothing() -> None:
    assert covered_until(EVENINGS, (), (), NOW) is None


def test_it_is_covered_to_the_end_of_the_last_window_that_is_published() -> None:
    week = Span(NOW, utc("2026-12-04T12:00"))
    assert covered_until(EVENINGS, (week,), (), NOW) == utc("2026-12-03T21:00")


def test_the_first_gap_ends_what_can_be_promised() -> None:
    found = gap(utc("2026-12-03T18:00"), utc("2026-12-03T19:00"))
    assert covered_until(EVENINGS, (TEN_DAYS,), (found,), NOW) == utc("2026-12-03T18:00")


def test_a_gap_of_another_booking_does_not_count() -> None:
    other = gap(NOW, NOW + timedelta(days=9), booking("2026-12-01", "2026-12-11", id="B2"))
    assert covered_until(EVENINGS, (TEN_DAYS,), (other,), NOW) == utc("2026-12-10T21:00")


def test_what_is_over_counts_for_nothing() -> None:
    assert covered_until(EVENINGS, (TEN_DAYS,), (), utc("2026-12-12T00:00")) is None


SPANS = st.lists(
    st.tuples(st.integers(0, 240), st.integers(1, 100)).map(
        lambda pair: Span(NOW + pair[0] * HOUR, NOW + (pair[0] + pair[1]) * HOUR)
    ),
    max_size=3,
)


@given(published=SPANS, gaps=SPANS, since=st.integers(0, 250))
def test_every_hour_that_is_asked_for_before_it_has_somebody(
    published: list[Span], gaps: list[Span], since: int
) -> None:
    now = NOW + since * HOUR
    missing = [gap(span.start, span.end) for span in gaps]
    until = covered_until(EVENINGS, published, missing, now)
    wanted = [at for at in hours(EVENINGS) if at >= now]
    held = [at for at in wanted if within(at, published) and not within(at, gaps)]
    first_bad = min((at for at in wanted if at not in held), default=None)
    good = [at for at in held if first_bad is None or at < first_bad]
    assert until == (max(good) + HOUR if good else None)


def hours(of: Booking) -> list[datetime]:
    windows_ = of.window_spans(of.span)
    every = (of.span.start + n * HOUR for n in range(240))
    return [at for at in every if within(at, windows_)]


def within(at: datetime, spans: object) -> bool:
    return any(span.start <= at < span.end for span in spans)  # type: ignore[attr-defined]
