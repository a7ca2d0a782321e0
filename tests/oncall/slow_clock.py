"""A clock that is walked minute by minute: slow, and too simple to be wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)

# Around the days on which clocks change; in Santiago and Cairo it is midnight that is skipped.
CHANGES = (
    (ZoneInfo("Europe/Berlin"), date(2026, 3, 29)),
    (ZoneInfo("Europe/Berlin"), date(2026, 10, 25)),
    (ZoneInfo("Europe/London"), date(2026, 3, 29)),
    (ZoneInfo("Europe/London"), date(2026, 10, 25)),
    (ZoneInfo("America/Santiago"), date(2026, 9, 6)),
    (ZoneInfo("America/Santiago"), date(2026, 4, 4)),
    (ZoneInfo("Africa/Cairo"), date(2026, 4, 24)),
    (ZoneInfo("Africa/Cairo"), date(2026, 10, 29)),
    (ZoneInfo("America/Havana"), date(2026, 11, 1)),
    (ZoneInfo("Australia/Lord_Howe"), date(2026, 10, 4)),
)


@st.composite
def zones_and_days(draw: st.DrawFn) -> tuple[ZoneInfo, date]:
    """Draw a zone and a day next to one on which its clocks change."""
    zone, change = draw(st.sampled_from(CHANGES))
    return zone, change + draw(st.integers(-2, 2)) * DAY


@cache
def first_at(day: date, minute_of_day: int, zone: ZoneInfo) -> datetime:
    """Walk up to the first instant at which the local clock shows this time or a later one."""
    target = datetime.combine(day, time()) + minute_of_day * MINUTE
    # No zone is further than 14 hours from UTC, and a jump ahead is never missed by walking.
    instant = (target - timedelta(hours=15)).replace(tzinfo=UTC)
    while instant.astimezone(zone).replace(tzinfo=None) < target:
        instant += MINUTE
    return instant


def minutes_of(day: date, zone: ZoneInfo) -> list[datetime]:
    """Return every minute whose local date is this day."""
    start = datetime.combine(day, time(), UTC) - timedelta(hours=15)
    walk = (start + step * MINUTE for step in range(54 * 60))
    return [instant for instant in walk if instant.astimezone(zone).date() == day]
