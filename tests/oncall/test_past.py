"""Whatever is let through leaves the past as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.bookings import Booking, Windows
from oncall.folder.weekly import support_hours, weekly_hours
from oncall.localtime import Span, subtract
from oncall.past import absence_past, booking_past, history_past, presence_past
from oncall.people import Person, Role, Site, Team

NOW = datetime(2026, 12, 10, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
BERLIN = Site(
    "b", ZoneInfo("Europe/Berlin"), "DE", "BE", True, support_hours("Mon-Fri 09:00-16:00")
)
TEAM = Team("t", BERLIN, (0,), 120, 720, 660, 7, 14, 1, False)
hours = st.integers(-300, 300).map(lambda n: NOW + n * HOUR)
spans = st.tuples(hours, hours).filter(lambda s: s[0] < s[1]).map(lambda s: Span(*s))
windows = st.sampled_from(
    (Windows.ALWAYS, Windows.OUT_OF_HOURS, weekly_hours("Mon-Fri 18:00-22:00"))
)


@st.composite
def bookings(draw: st.DrawFn) -> Booking:
    asked = NOW - timedelta(days=60)
    return Booking(
        *("B1", "Alster", TEAM, asked, draw(spans), draw(windows)),
        *(draw(st.sampled_from((None, "codec"))), 1, draw(st.integers(0, 1))),
        *(draw(st.booleans()), Decimal(6)),
    )


def asked(booking: Booking) -> tuple[object, ...]:
    """Return what a booking asked for in the past."""
    figures = (booking.skill, booking.backup, booking.exclusive)
    begun = booking.span.clip(Span(NOW - timedelta(days=400), NOW))
    return (booking.window_spans(begun), *figures) if begun else ()


@given(before=bookings(), after=bookings())
def test_what_was_booked_in_the_past_stays(before: Booking, after: Booking) -> None:
    after = replace(after, requested_at=before.requested_at)
    if not [*booking_past(before, after, NOW)]:
        assert asked(before) == asked(after)


@given(before=bookings(), end=hours)
def test_another_end_to_come_is_always_let_through(before: Booking, end: datetime) -> None:
    if before.span.end > NOW and end >= max(NOW, before.span.start + HOUR):
        after = replace(before, span=Span(before.span.start, end))
        assert [*booking_past(before, after, NOW)] == []


duties = st.lists(spans, max_size=4).map(
    lambda some: [
        Assignment(span, Role.PRIMARY, "ada", ("B1",), n) for n, span in enumerate(some, 1)
    ]
)


@given(before=st.none() | spans, after=st.none() | spans, held=duties)
def test_nobody_becomes_absent_from_what_they_held(
    before: Span | None, after: Span | None, held: list[Assignment]
) -> None:
    old, new = [before] if before else [], [after] if after else []
    past = Span(NOW - timedelta(days=400), NOW)
    over = [part for each in held if (part := each.span.clip(past))]
    lost = [part for span in subtract(old, new) if (part := span.clip(past))]
    contradicts = any(a.overlaps(b) for a in subtract(new, old) for b in over)
    assert (absence_past(before, after, held, NOW) is not None) == (bool(lost) or contradicts)


ADA = Person(
    *("ada", "Ada Ahlers", (TEAM,), BERLIN, "", "", frozenset(), frozenset(Role), ("de",)),
    *(None, None),
)


@given(joined=st.none() | hours, left=st.none() | hours, held=duties)
def test_who_held_a_duty_was_there(
    joined: datetime | None, left: datetime | None, held: list[Assignment]
) -> None:
    after = replace(ADA, joined=joined, left=left)
    past = Span(NOW - timedelta(days=400), NOW)
    over = [part for each in held if (part := each.span.clip(past))]
    was_there = (
        not subtract(over, [after.presence])
        if after.presence.start < after.presence.end
        else not over
    )
    refused = bool([*presence_past(ADA, after, held, NOW)])
    assert refused == (not was_there)
    assert not [*presence_past(after, after, held, NOW)]


def test_history_beside_a_published_duty_is_let_through() -> None:
    duty = Assignment(Span(NOW, NOW + HOUR), Role.BACKUP, "ada", ("B1",), 7)
    beside = Span(NOW + HOUR, NOW + 2 * HOUR)
    assert [*history_past(beside, [duty], "Ada")] == []
    (refusal,) = history_past(Span(NOW - HOUR, NOW + HOUR / 2), [duty], "Ada")
    assert refusal.column == "start"
    assert "Ada has the published duty D7 as backup then" in refusal.message
