"""What a picture of a promise shows, day by day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from oncall.clocks import Face, NeverDue
from oncall.folder.weekly import weekly_hours
from oncall.hours import Calendar, WeeklyHours
from oncall.hours_counted import Closed, deciding, hours_counted
from oncall.localtime import Span, subtract, union
from oncall.promises import Counting, Event, Minutes, Promise, WorkingDays
from tests.oncall.random_clocks import FAULT, Drawn, clocks

BERLIN = ZoneInfo("Europe/Berlin")
SUPPORT, ELAPSED = Counting.SUPPORT, Counting.ELAPSED
OFFICE = weekly_hours("Mon-Fri 08:00-18:00")
CLOCK = Face(BERLIN, Calendar("DE", "HH", bridge_days=True), OFFICE, WeeklyHours())


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def span(start: str, end: str) -> Span:
    return Span(local(start), local(end))


@given(clocks(), st.integers(1, 3000), st.booleans())
@settings(deadline=None, max_examples=40)
def test_its_days_show_all_that_is_counted_and_nothing_twice(
    drawn: Drawn, amount: int, in_days: bool
) -> None:
    term = WorkingDays(1 + amount % 5, FAULT) if in_days else Minutes(amount, FAULT)
    try:
        found = hours_counted(drawn.start, term, drawn.face, drawn.pauses)
    except NeverDue:
        assert not drawn.opens()
        return
    shown = [part for day in found.days for part in day.counted]
    assert sum((part.end - part.start for part in shown), timedelta()) == found.run
    assert in_days or found.run == timedelta(minutes=amount)
    assert union(shown)[0].start >= found.begins
    assert union(shown)[-1].end == found.due
    for day in found.days:
        assert subtract(day.counted, day.open) == subtract(day.paused, day.open) == ()
        assert subtract(day.paused, drawn.pauses) == ()
        assert not any(one.overlaps(other) for one in day.counted for other in day.paused)
        assert all(part.clip(day.whole) == part for part in (*day.open, *day.counted, *day.paused))


def test_days_without_hours_say_why() -> None:
    found = hours_counted(local("2026-05-13T17:00"), Minutes(120, SUPPORT), CLOCK)
    assert [(day.day.day, day.closed) for day in found.days] == [
        (13, None),
        (14, Closed.HOLIDAY),
        (15, Closed.BRIDGE_DAY),
        (16, Closed.NO_HOURS),
        (17, Closed.NO_HOURS),
        (18, None),
    ]
    assert found.days[0].counted == (span("2026-05-13T17:00", "2026-05-13T18:00"),)
    assert found.days[-1].open == (span("2026-05-18T08:00", "2026-05-18T18:00"),)
    assert found.due == local("2026-05-18T09:00")


def test_elapsed_time_is_open_all_day() -> None:
    found = hours_counted(local("2026-05-14T23:00"), Minutes(120, ELAPSED), CLOCK)
    assert [day.closed for day in found.days] == [None, None]
    assert found.days[1].open == (found.days[1].whole,)


def test_working_days_are_numbered_from_the_day_after_the_report() -> None:
    found = hours_counted(local("2026-11-26T10:00"), WorkingDays(2, SUPPORT), CLOCK)
    assert [day.number for day in found.days] == [None, 1, None, None, 2]
    assert found.days[0].counted == ()
    assert found.begins == local("2026-11-27T08:00")


def test_what_a_pause_takes_is_shown_and_made_up_for() -> None:
    pause = span("2026-11-24T11:00", "2026-11-25T09:00")
    found = hours_counted(local("2026-11-24T10:00"), Minutes(120, SUPPORT), CLOCK, (pause,))
    assert found.days[0].counted == (span("2026-11-24T10:00", "2026-11-24T11:00"),)
    assert found.days[0].paused == (span("2026-11-24T11:00", "2026-11-24T18:00"),)
    assert found.days[1].paused == (span("2026-11-25T08:00", "2026-11-25T09:00"),)
    assert found.due == local("2026-11-25T10:00")


def test_what_ends_at_midnight_ends_with_its_day() -> None:
    found = hours_counted(local("2026-11-24T22:00"), Minutes(120, ELAPSED), CLOCK)
    assert [day.day for day in found.days] == [date(2026, 11, 24)]


def test_the_term_that_decides_is_the_first_to_fall_due() -> None:
    days, hours = WorkingDays(3, SUPPORT), Minutes(35 * 60, SUPPORT)
    both = Promise("reaction", Event.START, (hours, days))
    assert deciding(local("2026-11-24T08:00"), both, CLOCK) == hours
    assert deciding(local("2026-11-24T16:00"), both, CLOCK) == days
