"""A customer's window is the same entry whatever becomes of its booking, and never gets younger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.booked_windows import BookingVersion, of_customer
from oncall.bookings import Booking, Windows
from oncall.folder.weekly import weekly_hours
from oncall.localtime import DAY, Span
from oncall.people import Role, Site, Team
from oncall.rota_history import History, Line
from oncall.subscriptions import reach

START = datetime(2026, 12, 1, 12, tzinfo=UTC)
SEEN = reach(START + 25 * DAY, ZoneInfo("Europe/Berlin"))
HOUR = timedelta(hours=1)
HOURS = ("Mon-Fri 18:00-22:00", "Mon-Sun 08:00-12:00;Mon-Sun 18:00-02:00", "Mon-Sun 20:00-22:00")


def team(zone: str, support: str) -> Team:
    site = Site("hamburg", ZoneInfo(zone), "DE", "HH", False, weekly_hours(support))
    return Team("video", site, (0,), 60, 1440, 0, 7, 28, 0, False)


class Step(NamedTuple):
    """What happens next: the booking becomes something, or a version changes duties for it."""

    booking: Booking | None
    lines: tuple[Line, ...]


@st.composite
def any_bookings(draw) -> Booking:
    begins = START + draw(st.integers(0, 6)) * 12 * HOUR
    windows = draw(st.sampled_from((*HOURS, Windows.ALWAYS, Windows.OUT_OF_HOURS)))
    return Booking(
        id="B1",
        customer="Wey",
        team=team(
            draw(st.sampled_from(("Europe/Berlin", "Pacific/Auckland"))),
            draw(st.sampled_from(("Mon-Fri 09:00-16:00", "Mon-Fri 08:00-17:00"))),
        ),
        requested_at=START - DAY,
        span=Span(begins, begins + draw(st.integers(1, 30)) * 12 * HOUR),
        windows=weekly_hours(windows) if windows in HOURS else windows,
        skill=draw(st.sampled_from((None, "codec"))),
        primary=1,
        backup=draw(st.integers(0, 1)),
        exclusive=False,
        callout_minutes_per_hour=Decimal(0),
    )


def bookings() -> st.SearchStrategy[Booking]:
    """Those that the sheets take."""
    return any_bookings().filter(Booking.has_window)


@st.composite
def duties(draw) -> Assignment:
    begins = START + draw(st.integers(0, 300)) * HOUR
    span = Span(begins, begins + draw(st.integers(2, 12)) * HOUR)
    person = draw(st.sampled_from(("ada", "ben")))
    return Assignment(span, Role.PRIMARY, person, ("B1",), draw(st.integers(1, 4)))


@st.composite
def steps(draw) -> list[Step]:
    found = [Step(draw(bookings()), ())]
    version = 0
    for n in range(draw(st.integers(1, 8))):
        if draw(st.booleans()):
            found.append(Step(draw(bookings()), ()))
        else:
            version += 1
            each = draw(duties())
            found.append(Step(None, (Line(each, version, START + n * DAY, False),)))
    return found


def shown_after_each(some: list[Step], *, cancelled: bool):
    """What the customer sees after each step, by the name of the window."""
    versions: list[BookingVersion] = []
    history = History("video", 0, START - 200 * DAY)
    for n, step in enumerate(some):
        if step.booking:
            versions.append(BookingVersion(step.booking, START + n * DAY, False))
        for line in step.lines:
            at = line._replace(at=START + n * DAY)
            history = history.going_on(line.version, (at,))
        yield START + n * DAY, seen_of(versions, history)
    if cancelled:
        at = START + len(some) * DAY
        versions.append(versions[-1]._replace(at=at, cancelled=True))
        yield at, seen_of(versions, history)


def seen_of(versions, history):
    windows = of_customer([versions], {"video": history}, SEEN)
    found = {(each.day, each.nth): each for each in windows}
    assert len(found) == len(windows)
    return found


def told(window):
    """All of it but its age."""
    facts = replace(window, version=0, changed_at=START, booking=None)
    booking = window.booking
    return facts, booking.skill, booking.backup, booking.team.site.zone


@given(steps(), st.booleans())
def test_a_window_that_changes_gets_a_higher_version_and_none_a_lower(some, cancelled) -> None:
    before = {}
    for at, after in shown_after_each(some, cancelled=cancelled):
        assert before.keys() <= after.keys()
        for name, was in before.items():
            is_now = after[name]
            assert is_now.version >= was.version
            assert is_now.changed_at >= was.changed_at
            if told(is_now) != told(was):
                assert is_now.version > was.version
                assert is_now.changed_at == at
            elif is_now.version > was.version:
                assert is_now.changed_at == at
        before = after


@given(steps())
def test_what_is_booked_is_confirmed_and_everything_else_cancelled(some) -> None:
    *_, (_, after) = shown_after_each(some, cancelled=False)
    last = next(step.booking for step in reversed(some) if step.booking)
    (fresh,) = [seen_of([BookingVersion(last, START, False)], History("video", 0, START))]
    booked = {name: each.span for name, each in fresh.items()}
    assert {name: e.span for name, e in after.items() if not e.cancelled} == booked


@given(steps())
def test_thirty_days_after_a_change_nothing_is_left_of_what_it_took_away(some) -> None:
    *_, (at, _) = shown_after_each(some, cancelled=True)
    versions = [
        BookingVersion(step.booking, START, False) for step in some if step.booking is not None
    ]
    versions.append(versions[-1]._replace(at=at, cancelled=True))
    for days, left in ((30, True), (31, False)):
        seen = reach(at + days * DAY, ZoneInfo("Europe/Berlin"))
        assert bool(of_customer([versions], {}, seen)) == left


def test_a_window_that_shrinks_remembers_what_was_done_to_the_rest() -> None:
    """Else its version would fall by as much as the rota's had risen there."""
    whole = Booking(
        "B1", "Wey", team("Europe/Berlin", "Mon-Fri 09:00-16:00"), START - DAY,
        Span(datetime(2026, 12, 7, 8, tzinfo=UTC), datetime(2026, 12, 7, 20, tzinfo=UTC)),
        Windows.ALWAYS, None, 1, 0, exclusive=False, callout_minutes_per_hour=Decimal(0),
    )  # fmt: skip
    late = Span(datetime(2026, 12, 7, 16, tzinfo=UTC), whole.span.end)
    line = Line(Assignment(late, Role.PRIMARY, "ada", ("B1",), 1), 7, START, False)
    history = History("video", 7, START - DAY, [line])
    versions = [BookingVersion(whole, START, False)]
    assert seen_of(versions, history)[date(2026, 12, 7), 1].version == 7
    short = replace(whole, span=Span(whole.span.start, whole.span.start + HOUR))
    versions.append(BookingVersion(short, START + DAY, False))
    assert seen_of(versions, history)[date(2026, 12, 7), 1].version == 8
