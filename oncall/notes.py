"""What a planner may not have meant, although it is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.hours import WeeklyHours
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oncall.bookings import Booking
    from oncall.hours import WeeklyLine

DAY = 24 * 60
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def notes(bookings: Iterable[Booking]) -> tuple[str, ...]:
    """Return a sentence for each morning left open between a covered evening and the line's own.

    A line belongs to the day on which it begins (FORMATS, «How the folder is read»), so that
    `Mon-Fri 16:00-09:00` does not cover the small hours of Monday.
    """
    return tuple(
        sentence
        for booking in bookings
        if isinstance(booking.windows, WeeklyHours)
        for line in booking.windows.lines
        for sentence in _open_mornings(booking, booking.windows, line)
    )


def _open_mornings(booking: Booking, hours: WeeklyHours, line: WeeklyLine) -> Iterator[str]:
    if line.end > line.start:
        return
    for day in sorted(line.weekdays):
        evening_before = _covers(hours, (day - 1) % 7, DAY - 1)
        if evening_before and not all(_covers(hours, day, minute) for minute in range(line.end)):
            written = f"{_time(line.start)}-{_time(line.end)}"
            yield Sentence(
                "%(booking)s: %(day)s 00:00–%(end)s is not booked whole, because %(line)s belongs "
                "to the day on which it begins; if it should be, add %(day)s 00:00-%(end)s",
                booking=booking.id,
                day=WEEKDAYS[day],
                end=_time(line.end),
                line=written,
            )


def _covers(hours: WeeklyHours, day: int, minute: int) -> bool:
    """Tell whether some line runs over a minute of a weekday, holidays aside."""
    for line in hours.lines:
        over_midnight = line.end <= line.start
        until = DAY if over_midnight else line.end
        if day in line.weekdays and line.start <= minute < until:
            return True
        if over_midnight and (day - 1) % 7 in line.weekdays and minute < line.end:
            return True
    return False


def _time(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
