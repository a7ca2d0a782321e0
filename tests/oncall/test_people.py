"""When people work and when they can't be reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from oncall.hours import WeeklyHours, WeeklyLine
from oncall.localtime import DAY, Span, days_between, days_span, midnight, recurring
from oncall.people import Absence, Person, Role, Site, Unreachable

BERLIN = ZoneInfo("Europe/Berlin")
OFFICE = WeeklyHours((WeeklyLine(frozenset(range(5)), holiday=False, start=480, end=960),))
NIGHTS = WeeklyHours((WeeklyLine(frozenset(range(7)), holiday=False, start=1320, end=360),))
HAMBURG = Site("hamburg", BERLIN, "DE", "HH", bridge_days=True, support_hours=OFFICE)
ADA = Person(
    id="ada",
    name="Ada Ahlers",
    teams=(),
    site=HAMBURG,
    email="",
    phone="",
    skills=frozenset(),
    roles=frozenset(Role),
    languages=("de",),
    joined=None,
    left=None,
    regular_hours=OFFICE,
)
TUESDAY = date(2026, 12, 8)


def minutes(person: Person, day: date) -> int:
    return sum(span.minutes for span in person.regular_work(day, day))


def test_regular_hours_are_worked_on_bridge_days_but_not_on_holidays() -> None:
    assert minutes(ADA, TUESDAY) == 480
    assert minutes(ADA, date(2026, 5, 14)) == 0  # Ascension Day
    assert minutes(ADA, date(2026, 5, 15)) == 480  # the bridge day after it


def test_a_night_shift_of_the_eve_is_worked_into_the_holiday() -> None:
    guard = replace(ADA, regular_hours=NIGHTS)
    assert minutes(guard, date(2026, 5, 14)) == 6 * 60  # only what began on Wednesday
    assert minutes(guard, date(2026, 5, 15)) == 2 * 60  # nothing began on Thursday


def test_absence_joining_and_leaving_cut_regular_work() -> None:
    noon = recurring(TUESDAY, 720, BERLIN)
    assert minutes(replace(ADA, joined=noon), TUESDAY) == 240
    assert minutes(replace(ADA, left=noon), TUESDAY) == 240
    away = Absence(Span(noon, recurring(TUESDAY, 780, BERLIN)), "dentist")
    assert minutes(replace(ADA, absences=(away,)), TUESDAY) == 420


@given(st.integers(0, 700), st.integers(0, 12), st.booleans())
@settings(deadline=None, max_examples=50)
def test_work_of_a_range_is_the_work_of_its_days(offset: int, length: int, nights: bool) -> None:
    person = replace(ADA, regular_hours=NIGHTS if nights else OFFICE)
    first = date(2026, 1, 1) + offset * DAY
    last = first + length * DAY
    whole = person.regular_work(first, last)
    by_day = sum(minutes(person, day) for day in days_between(first, last))
    assert sum(span.minutes for span in whole) == by_day
    assert all(span.clip(days_span(first, last, BERLIN)) == span for span in whole)


def test_unreachable_lines_begin_from_the_first_to_the_last_day_and_count_on_holidays() -> None:
    choir = Unreachable(NIGHTS, date(2026, 12, 25), date(2026, 12, 25), "choir")
    person = replace(ADA, unreachable=(choir,))
    start = recurring(date(2026, 12, 25), 1320, BERLIN)
    end = recurring(date(2026, 12, 26), 360, BERLIN)
    assert person.unreachable_spans(date(2026, 12, 20), date(2026, 12, 31)) == (
        (Span(start, end), "choir"),
    )
    assert person.unreachable_spans(date(2026, 12, 26), date(2026, 12, 26)) == (
        (Span(midnight(date(2026, 12, 26), BERLIN), end), "choir"),
    )


def test_presence_runs_from_joined_to_left() -> None:
    joined = datetime(2026, 1, 1, tzinfo=UTC)
    assert replace(ADA, joined=joined).presence.start == joined
    assert ADA.presence.overlaps(Span(joined, joined + DAY))
