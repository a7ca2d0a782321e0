"""Clocks of promises by hand: hours, holidays, bridge days, changes of the clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from oncall.clocks import (
    Face,
    NeverDue,
    begin,
    counted,
    due,
    due_term,
    elapsed,
    next_open,
    working_days,
)
from oncall.folder.weekly import weekly_hours
from oncall.hours import Calendar, WeeklyHours
from oncall.localtime import Span
from oncall.promises import Event, Minutes, Promise, WorkingDays
from tests.oncall.clock_faces import BERLIN, ELAPSED, FAULT, HAMBURG, OFFICE, SUPPORT, face, local

WUERTTEMBERG = Calendar("DE", "BW", bridge_days=False)


def hours_later(start: str, hours: float, clock: Face) -> str:
    """Return the local time at which so many support hours have run."""
    found = due_term(local(start), Minutes(int(hours * 60), SUPPORT), clock)
    return found.astimezone(BERLIN).isoformat()[:16]


def days_later(start: str, days: int, clock: Face) -> str:
    """Return the local time at which so many working days have run."""
    found = due_term(local(start), WorkingDays(days, SUPPORT), clock)
    return found.astimezone(BERLIN).isoformat()[:16]


SPLIT = "Mon-Fri 09:00-12:00; Mon-Fri 13:00-16:00"
NIGHT = "Mon-Fri 20:00-04:00"


@pytest.mark.parametrize(
    ("claim", "hours", "start", "amount", "instant"),
    [
        ("it runs within the hours", OFFICE, "2026-11-24T09:15", 2, "2026-11-24T11:15"),
        ("it stops when they close", OFFICE, "2026-11-24T17:00", 2, "2026-11-25T09:00"),
        ("at the close it has run", OFFICE, "2026-11-24T17:00", 1, "2026-11-24T18:00"),
        ("at the close nothing is left", OFFICE, "2026-11-24T18:00", 1, "2026-11-25T09:00"),
        ("before they open it waits", OFFICE, "2026-11-24T03:00", 1, "2026-11-24T09:00"),
        ("over a weekend it waits", OFFICE, "2026-11-27T17:30", 1, "2026-11-30T08:30"),
        ("over Christmas it waits", OFFICE, "2026-12-24T17:30", 1, "2026-12-28T08:30"),
        ("over New Year it waits", OFFICE, "2026-12-31T17:30", 1, "2027-01-04T08:30"),
        ("it stops for a break", SPLIT, "2026-11-24T11:30", 1, "2026-11-24T13:30"),
        ("it runs over midnight", NIGHT, "2026-11-24T23:00", 2, "2026-11-25T01:00"),
        ("a night belongs to its evening", NIGHT, "2026-11-27T23:00", 6, "2026-11-30T21:00"),
        ("a night runs into a holiday", NIGHT, "2026-12-24T23:00", 5, "2026-12-25T04:00"),
        ("no night begins on a holiday", NIGHT, "2026-12-24T23:00", 6, "2026-12-28T21:00"),
        (
            "24:00 meets 0:00",
            "Mon 20:00-24:00; Tue 00:00-04:00",
            "2026-11-23T22:00",
            4,
            "2026-11-24T02:00",
        ),
        (
            "windows that touch or overlap are counted once",
            "Mon-Fri 08:00-12:00; Mon-Fri 12:00-18:00; Mon-Fri 11:00-13:00",
            "2026-11-24T10:00",
            5,
            "2026-11-24T15:00",
        ),
        (
            "hours on all seven days are open on holidays",
            "Mon-Sun 07:00-19:00",
            "2026-12-25T05:00",
            3,
            "2026-12-25T10:00",
        ),
        (
            "in however many lines they are written",
            "Mon-Fri 07:00-19:00; Sat-Sun 07:00-19:00",
            "2026-12-25T05:00",
            3,
            "2026-12-25T10:00",
        ),
        (
            "times of six days are closed on holidays, whatever the seventh has",
            "Mon-Sat 07:00-19:00; Sun 09:00-12:00",
            "2026-12-25T05:00",
            3,
            "2026-12-27T12:00",
        ),
        (
            "where holidays are named they have their own hours",
            "Mon-Sun 07:00-19:00; Holiday 10:00-12:00",
            "2026-12-25T05:00",
            3,
            "2026-12-26T11:00",
        ),
        (
            "a night runs on into a holiday that has its own hours",
            "Mon-Fri 20:00-04:00; Holiday 10:00-12:00",
            "2026-12-24T23:00",
            6,
            "2026-12-25T11:00",
        ),
        (
            "what has run at the year's end is due then",
            "Thu 20:00-24:00; Mon 08:00-18:00",
            "2026-12-31T22:00",
            2,
            "2027-01-01T00:00",
        ),
        ("a short night", "Mon-Sun 01:00-04:00", "2026-03-29T00:00", 3, "2026-03-30T02:00"),
        ("a long night", "Mon-Sun 01:00-04:00", "2026-10-25T00:00", 4, "2026-10-25T04:00"),
    ],
)
def test_minutes_count_only_in_open_hours(
    claim: str, hours: str, start: str, amount: int, instant: str
) -> None:
    assert hours_later(start, amount, face(hours)) == instant, claim


@pytest.mark.parametrize(
    ("claim", "hours", "start", "days", "instant"),
    [
        ("the day of the report never counts", OFFICE, "2026-11-24T00:00", 1, "2026-11-25T18:00"),
        ("nor late on it", OFFICE, "2026-11-24T23:59", 1, "2026-11-25T18:00"),
        ("weekends are none", OFFICE, "2026-11-27T10:00", 2, "2026-12-01T18:00"),
        ("a report on a free day", OFFICE, "2026-11-28T10:00", 1, "2026-11-30T18:00"),
        ("holidays are none", OFFICE, "2026-12-23T10:00", 2, "2026-12-28T18:00"),
        ("the year ends", OFFICE, "2026-12-30T10:00", 2, "2027-01-04T18:00"),
        ("a split day ends with its last window", SPLIT, "2026-11-24T10:00", 1, "2026-11-25T16:00"),
        ("a night closes on the next day", NIGHT, "2026-11-24T10:00", 1, "2026-11-26T04:00"),
        ("its early hours are of that day", NIGHT, "2026-11-25T02:00", 1, "2026-11-27T04:00"),
        (
            "open around the clock, a day closes at 24:00",
            "Mon-Sun 00:00-24:00",
            "2026-12-24T10:00",
            2,
            "2026-12-27T00:00",
        ),
        (
            "where windows overlap, all promised days have to be over",
            "Mon 20:00-19:00; Tue 08:00-10:00",
            "2026-11-22T10:00",
            2,
            "2026-11-24T19:00",
        ),
        (
            "but not the day of the report",
            "Mon 20:00-19:00; Tue 08:00-10:00",
            "2026-11-23T21:00",
            1,
            "2026-11-24T10:00",
        ),
        (
            "a day of whose hours the clocks skip all is none",
            "Mon-Sun 02:10-02:50",
            "2026-03-28T10:00",
            1,
            "2026-03-30T02:50",
        ),
    ],
)
def test_working_days_end_when_the_hours_of_the_last_close(
    claim: str, hours: str, start: str, days: int, instant: str
) -> None:
    assert days_later(start, days, face(hours)) == instant, claim


def test_the_earliest_of_several_terms_is_the_promise() -> None:
    """smartPerform: 24 h or 3 working days, in hours of seven a day."""
    both = Promise("reaction", Event.START, (Minutes(24 * 60, SUPPORT), WorkingDays(3, SUPPORT)))
    clock = face("Mon-Fri 09:00-16:00", WUERTTEMBERG)
    assert due(local("2026-11-24T09:00"), both, clock) == local("2026-11-27T12:00")
    assert due(local("2026-11-24T15:00"), both, clock) == local("2026-11-27T16:00")


def test_holidays_are_those_of_the_part_of_the_country() -> None:
    """Epiphany is one in Baden-Württemberg, not in Hamburg."""
    assert hours_later("2027-01-05T17:00", 2, face(OFFICE)) == "2027-01-06T09:00"
    assert hours_later("2027-01-05T17:00", 2, face(OFFICE, WUERTTEMBERG)) == "2027-01-07T09:00"


def test_a_bridge_day_closes_only_sites_that_say_so() -> None:
    """Friday, 15 May 2026, follows Ascension; hours of all seven days are open nevertheless."""
    bridging = Calendar("DE", "HH", bridge_days=True)
    assert hours_later("2026-05-13T17:00", 2, face(OFFICE)) == "2026-05-15T09:00"
    assert hours_later("2026-05-13T17:00", 2, face(OFFICE, bridging)) == "2026-05-18T09:00"
    assert days_later("2026-05-13T17:00", 1, face(OFFICE, bridging)) == "2026-05-18T18:00"
    always = face("Mon-Sun 08:00-18:00", bridging)
    assert hours_later("2026-05-14T17:00", 2, always) == "2026-05-15T09:00"


def test_each_site_has_its_own_clock() -> None:
    """On 2 May 2025, a bridge day in Hamburg and none in Woking, an hour is an hour of the site."""
    hours = "Mon-Fri 08:30-17:00"
    woking = face(hours, Calendar("GB", "ENG", bridge_days=True), "Europe/London")
    hamburg = face(hours, Calendar("DE", "HH", bridge_days=True))
    start = datetime(2025, 5, 1, 16, tzinfo=UTC)
    assert due_term(start, Minutes(120, SUPPORT), woking) == datetime(2025, 5, 2, 9, 30, tzinfo=UTC)
    assert due_term(start, Minutes(120, SUPPORT), hamburg) == datetime(
        2025, 5, 5, 8, 30, tzinfo=UTC
    )


def test_elapsed_time_runs_through_everything_and_in_real_hours() -> None:
    never = face(OFFICE)
    start = local("2026-03-28T12:00")
    assert due_term(start, Minutes(24 * 60, ELAPSED), never) == local("2026-03-29T13:00")
    assert elapsed(start, local("2026-03-29T13:00"), ELAPSED, never) == timedelta(hours=24)
    assert due_term(start, WorkingDays(1, ELAPSED), never) == local("2026-03-30T00:00")


def test_support_and_fault_hours_are_two_clocks() -> None:
    both = Face(BERLIN, HAMBURG, weekly_hours(OFFICE), weekly_hours("Mon-Sun 07:00-19:00"))
    start = local("2026-11-28T10:00")
    assert due_term(start, Minutes(60, SUPPORT), both) == local("2026-11-30T09:00")
    assert due_term(start, Minutes(60, FAULT), both) == local("2026-11-28T11:00")


def test_nothing_promised_is_due_at_once_also_outside_the_hours() -> None:
    night = local("2026-11-24T03:00")
    assert due_term(night, Minutes(0, SUPPORT), face(OFFICE)) == night
    assert due_term(night, WorkingDays(0, SUPPORT), face(OFFICE)) == night


def test_seconds_count() -> None:
    start = local("2026-11-24T17:59:15")
    assert due_term(start, Minutes(1, SUPPORT), face(OFFICE)) == local("2026-11-25T08:00:15")
    assert elapsed(start, local("2026-11-25T08:00:15"), SUPPORT, face(OFFICE)) == timedelta(
        minutes=1
    )


def test_instants_go_out_in_utc_whatever_they_came_in() -> None:
    found = due_term(local("2026-11-24T09:00"), Minutes(60, SUPPORT), face(OFFICE))
    assert found.tzinfo is UTC
    assert begin(local("2026-11-24T09:00"), Minutes(60, SUPPORT), face(OFFICE)).tzinfo is UTC


@pytest.mark.parametrize("hours", [WeeklyHours(), weekly_hours("Sun 02:10-02:50")])
def test_hours_that_open_too_rarely_are_an_error_with_a_cure(hours: WeeklyHours) -> None:
    clock = Face(BERLIN, HAMBURG, hours, WeeklyHours())
    start = local("2026-11-24T09:00")
    for term in (Minutes(60_000, SUPPORT), WorkingDays(1200, SUPPORT)):
        with pytest.raises(NeverDue, match="support hours never open or too rarely; give hours"):
            due_term(start, term, clock)


def test_hours_that_never_open_never_run() -> None:
    start, until = local("2026-11-24T09:00"), local("2036-11-24T09:00")
    clock = face(OFFICE)
    assert elapsed(start, until, FAULT, clock) == timedelta()
    assert working_days(start, until, FAULT, clock) == 0
    assert counted(start, until, FAULT, clock) == ()
    with pytest.raises(NeverDue, match="fault hours"):
        next_open(start, FAULT, clock)
    with pytest.raises(NeverDue, match="fault hours"):
        begin(start, WorkingDays(1, FAULT), clock)


def test_nothing_has_run_before_the_report() -> None:
    start, clock = local("2026-11-24T12:00"), face(OFFICE)
    before = start - timedelta(days=400)
    assert elapsed(start, before, SUPPORT, clock) == timedelta()
    assert working_days(start, before, SUPPORT, clock) == 0
    assert counted(start, before, SUPPORT, clock) == ()


def test_the_hours_counted_are_those_between_report_and_due() -> None:
    start, clock = local("2026-11-27T17:30"), face(SPLIT + "; Fri 16:00-18:00")
    assert counted(start, local("2026-11-30T10:00"), SUPPORT, clock) == (
        Span(start, local("2026-11-27T18:00")),
        Span(local("2026-11-30T09:00"), local("2026-11-30T10:00")),
    )


def test_a_clock_begins_to_run_when_its_hours_open_or_its_first_day_does() -> None:
    start, clock = local("2026-11-24T10:00"), face(OFFICE)
    assert begin(start, Minutes(60, SUPPORT), clock) == start
    assert begin(start, WorkingDays(1, SUPPORT), clock) == local("2026-11-25T08:00")
    night = local("2026-11-24T20:00")
    assert begin(night, Minutes(60, SUPPORT), clock) == local("2026-11-25T08:00")
    assert next_open(start, SUPPORT, clock) == Span(start, local("2026-11-24T18:00"))
