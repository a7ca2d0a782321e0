"""Every minute of ten years, on each clock: due and elapsed are what a walk through them says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.clocks import due_term, elapsed
from oncall.promises import Minutes, WorkingDays
from tests.oncall.random_clocks import FAULT, face_of
from tests.oncall.walked_hours import Line, Place, Walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

FIRST, YEARS = date(2024, 1, 1), 3653  # days in the ten years from 2024 to 2033
BEYOND = 60  # days more, in which what was reported last falls due
MINUTE = timedelta(minutes=1)

WEEKDAYS, DAILY = frozenset(range(5)), frozenset(range(7))
BERLIN = "Europe/Berlin"
HAMBURG = Place(BERLIN, "DE", "HH", bridge_days=False)
HAMBURG_BRIDGED = Place(BERLIN, "DE", "HH", bridge_days=True)
WUERTTEMBERG = Place(BERLIN, "DE", "BW", bridge_days=False)
BAVARIA = Place(BERLIN, "DE", "BY", bridge_days=True)
WOKING = Place("Europe/London", "GB", "ENG", bridge_days=True)
LUXEMBOURG = Place("Europe/Luxembourg", "LU", None, bridge_days=False)


def weekdays(start: float, end: float) -> Line:
    """Return hours of Monday to Friday, from one hour of the day to another."""
    return Line(WEEKDAYS, int(start * 60), int(end * 60))


CLOCKS = {
    "a video firm in Hamburg, 8 h": (HAMBURG, (weekdays(8, 18),), 480, 1),
    "a software firm in Württemberg, 24 h or 3 days": (WUERTTEMBERG, (weekdays(9, 16),), 1440, 3),
    "a helpdesk in Hamburg, 2 h": (HAMBURG_BRIDGED, (weekdays(8.5, 17),), 120, 2),
    "a helpdesk in Woking, 2 h": (WOKING, (weekdays(8.5, 17),), 120, 2),
    "a carrier in Luxembourg, 12 h": (LUXEMBOURG, (weekdays(7.5, 18),), 720, 1),
    "a carrier in Luxembourg, daily, 3 h": (LUXEMBOURG, (Line(DAILY, 420, 1140),), 180, 1),
    "nights and split days in Bavaria, 5 h": (
        BAVARIA,
        (
            weekdays(22, 2.5),
            weekdays(9, 12),
            weekdays(12, 13),
            Line(frozenset({5, 6}), 60, 150),
            Line(frozenset(), 600, 720, holiday=True),
        ),
        300,
        2,
    ),
}


def due_minutes(walk: Walk, amount: int) -> Iterator[datetime]:
    """Yield when so many minutes have run, for each minute of the walk.

    The counting goes on where it was: a minute further on it ends an open minute later if the
    minute that was left behind was open, and else where it did.
    """
    end, left = 0, amount
    for start in range(YEARS * 1440):
        while left:
            left -= walk.open[end]
            end += 1
        yield walk.instant(end)
        left = walk.open[start]


def due_days(walk: Walk, amount: int) -> Iterator[datetime]:
    """Yield when the hours of so many days after that of the report close, for each minute."""
    days, after = sorted(walk.closes), 0
    for start in range(YEARS * 1440):
        while days[after] <= walk.local[start]:
            after += 1
        yield walk.instant(walk.closes[days[after + amount - 1]])


@pytest.mark.parametrize("name", CLOCKS)
def test_every_minute_of_ten_years_agrees_with_the_walk(name: str) -> None:
    place, lines, minutes, days = CLOCKS[name]
    walk = Walk(place, lines, FIRST, YEARS + BEYOND)
    assert walk.goes_to((YEARS + BEYOND) * 1440 - 1)
    face, start = face_of(place, lines), walk.origin
    for minutes_due, days_due in zip(due_minutes(walk, minutes), due_days(walk, days), strict=True):
        assert due_term(start, Minutes(minutes, FAULT), face) == minutes_due
        assert due_term(start, WorkingDays(days, FAULT), face) == days_due
        assert elapsed(start, minutes_due, FAULT, face) == minutes * MINUTE
        start += MINUTE
    assert start == walk.instant(YEARS * 1440)
