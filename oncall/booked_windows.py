"""What a customer sees: the windows of their bookings, and who covers them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.localtime import DAY, Span, local_day, local_days, midnight, subtract
from oncall.people import Role
from oncall.rota_history import newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from oncall.assignments import Assignment
    from oncall.bookings import Booking
    from oncall.rota_history import History
    from oncall.subscriptions import Reach

# A window that is longer (of standby around the clock) is shown week by week.
LONGEST: Final = 7 * DAY
# How much further than the feed is looked, so that windows are seen whole.
MARGIN: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class BookedWindow:
    """A window of a booking: the `nth` that begins on that local day, counted from 1.

    `duties` are those who cover it; it is `open` where nobody is first on call for all of it yet.
    """

    booking: Booking
    day: date
    nth: int
    span: Span
    duties: tuple[Assignment, ...]
    open: bool
    version: int
    changed_at: datetime
    cancelled: bool = False


def of_customer(
    bookings: Iterable[Booking],
    called_off: Iterable[tuple[Booking, datetime]],
    histories: Mapping[str, History],
    seen: Reach,
) -> tuple[BookedWindow, ...]:
    """Return the windows of bookings, and of those called off of late, in order.

    A window is as old as the version that last changed who covers it, or as its request.
    """
    windows = [
        each for booking in bookings for each in _windows(booking, histories, seen, gone=None)
    ]
    for booking, gone in called_off:
        if gone >= seen.cancelled_since:
            windows += _windows(booking, histories, seen, gone=gone)
    return tuple(sorted(windows, key=lambda each: (each.span, each.booking.id)))


def _windows(
    booking: Booking, histories: Mapping[str, History], seen: Reach, *, gone: datetime | None
) -> Iterator[BookedWindow]:
    history = histories.get(booking.team.id)
    counted: Counter[date] = Counter()
    for span in _pieces(booking, seen.span):
        day = local_day(span.start, booking.team.site.zone)
        counted[day] += 1
        if not span.overlaps(seen.span):
            continue
        stays = list(history.around(span, (booking.id,))) if history else []
        duties = tuple(stay.duty for stay in stays if stay.until is None)
        last = newest(line for stay in stays for line in stay.turns)
        version, at = (last.version, last.at) if last else (0, booking.requested_at)
        if gone:
            # Above all it has been; the version that then takes its duties away raises it again.
            version, at, duties = version + 1, gone, ()
        yield BookedWindow(
            booking,
            day,
            counted[day],
            span,
            duties,
            span.end > seen.today and _is_open(span, duties, booking),
            version,
            at,
            cancelled=gone is not None,
        )


def _is_open(span: Span, duties: Iterable[Assignment], booking: Booking) -> bool:
    role = Role.PRIMARY if booking.primary else Role.BACKUP
    return bool(subtract((span,), (each.span for each in duties if each.role == role)))


def _pieces(booking: Booking, wanted: Span) -> Iterator[Span]:
    """Yield the windows that a feed may show, long ones week by week from Monday to Monday."""
    zone = booking.team.site.zone
    for window in _whole_windows(booking, wanted):
        if window.end - window.start <= LONGEST:
            yield window
            continue
        mondays = (midnight(d, zone) for d in local_days(window, zone) if d.weekday() == 0)
        start = window.start
        for monday in mondays:
            if monday > start:
                yield Span(start, monday)
                start = monday
        yield Span(start, window.end)


def _whole_windows(booking: Booking, wanted: Span) -> tuple[Span, ...]:
    """Return the windows around a stretch, none of them cut by how far one looks."""
    looked = Span(wanted.start - MARGIN, wanted.end + MARGIN)
    found = booking.window_spans(looked)
    cut = (each for each in found if looked.start == each.start or looked.end == each.end)
    if any(each.overlaps(wanted) for each in cut):
        return booking.window_spans(booking.span)
    return found
