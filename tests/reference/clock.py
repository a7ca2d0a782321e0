"""Wall clocks and calendars, asked minute by minute and day by day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays

DAY = timedelta(days=1)
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def minute_of(instant: datetime) -> int:
    """Return the number of the minute in which an instant lies; minutes are counted in UTC."""
    return int(instant.timestamp()) // 60


@cache
def wall(zone: str, minute: int) -> datetime:
    """Return what the clock on the wall shows when a minute begins."""
    shown = datetime.fromtimestamp(minute * 60, ZoneInfo(zone))
    return shown.replace(tzinfo=None)


def day_of(zone: str, minute: int) -> date:
    """Return the local day of a minute."""
    return wall(zone, minute).date()


@cache
def first_at(zone: str, shown: datetime) -> int:
    """Return the first minute at which the wall clock shows that time or a later one.

    So a time that is skipped is the first instant after the gap, and of two the first is meant.
    """
    minute = minute_of(shown.replace(tzinfo=UTC)) - 180  # no zone here is 3 h ahead of UTC
    while wall(zone, minute) < shown:
        minute += 1
    return minute


def midnight(zone: str, day: date) -> int:
    """Return the minute with which a local day begins."""
    return first_at(zone, datetime(day.year, day.month, day.day))  # noqa: DTZ001 - wall clock


def at(zone: str, day: date, time: str) -> int:
    """Return the minute of a recurring local time such as 18:00 or 24:00 on a day."""
    hours, minutes = map(int, time.split(":"))
    shown = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall clock
    return first_at(zone, shown + timedelta(hours=hours, minutes=minutes))


def moment(text: str, zone: str, *, is_end: bool = False) -> int:
    """Return the minute that a cell names: a day, a local time, or a time with an offset."""
    if len(text) == 10:
        return midnight(zone, date.fromisoformat(text) + (DAY if is_end else 0 * DAY))
    told = datetime.fromisoformat(text)
    return first_at(zone, told) if told.tzinfo is None else minute_of(told)


def days_between(first: date, last: date) -> list[date]:
    """Return all days from the first to the last, both included."""
    return [first + n * DAY for n in range((last - first).days + 1)]


@cache
def is_holiday(country: str, subdivision: str | None, day: date) -> bool:
    """Tell whether a day is a public holiday."""
    return day in holidays.country_holidays(country, subdiv=subdivision, years=day.year)


def is_free(country: str, subdivision: str | None, day: date) -> bool:
    """Tell whether a day is of a weekend or a public holiday."""
    return day.weekday() >= 5 or is_holiday(country, subdivision, day)


def is_bridge(country: str, subdivision: str | None, day: date) -> bool:
    """Tell whether a working day lies between two free ones, one of them a public holiday."""
    place = (country, subdivision)
    around = (day - DAY, day + DAY)
    return (
        not is_free(*place, day)
        and all(is_free(*place, other) for other in around)
        and any(is_holiday(*place, other) for other in around)
    )
