"""What a customer sees: the windows of their bookings, and who covers them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import compress, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.localtime import DAY, Span, local_day, local_days, midnight, subtract
from oncall.people import Role
from oncall.rota_history import newest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date, datetime

    from oncall.assignments import Assignment
    from oncall.bookings import Booking
    from oncall.rota_history import History, Stay
    from oncall.subscriptions import Reach

# A window that is longer (of standby around the clock) is shown week by week.
LONGEST: Final = 7 * DAY
# How much further than the feed is looked, so that windows are seen whole, and weeks of them too.
MARGIN: Final = timedelta(days=21)


class BookingVersion(NamedTuple):
    """A booking as a change left it `at` that time; its first is how it came into the sheets."""

    booking: Booking
    at: datetime
    cancelled: bool


@dataclass(frozen=True, slots=True)
class BookedWindow:
    """A window of a booking: the `nth` that begins on that local day, counted from 1.

    `duties` are those who cover it; it is `open` where nobody is first on call for all of it yet.
    It is `cancelled` where it is booked no longer. Whatever changes raises its `version`.
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


@dataclass(frozen=True, slots=True)
class _Piece:
    """A window as it was booked once; equal to another of which a calendar would say the same."""

    span: Span
    booking: Booking = field(compare=False)
    said: tuple[object, ...]


def of_customer(
    bookings: Iterable[Sequence[BookingVersion]], histories: Mapping[str, History], seen: Reach
) -> tuple[BookedWindow, ...]:
    """Return the windows of bookings, and those booked no longer since lately, in order.

    A window's version is that of the rota that last changed who covers it, and one more for every
    change of its booking that changed the window. It is as old as the last of all these, or as
    its request.
    """
    windows = (each for versions in bookings for each in _windows(versions, histories, seen))
    return tuple(sorted(windows, key=lambda each: (each.span, each.booking.id)))


def _windows(
    versions: Sequence[BookingVersion], histories: Mapping[str, History], seen: Reach
) -> Iterator[BookedWindow]:
    history = histories.get(versions[0].booking.team.id)
    booked = [{} if each.cancelled else _named(each.booking, seen.span) for each in versions]
    for name in dict.fromkeys(name for pieces in booked for name in pieces):
        was = [pieces.get(name) for pieces in booked]
        turned = (old != new for old, new in pairwise(was))
        changes = [each.at for each in compress(versions[1:], turned)]
        last = next(piece for piece in reversed(was) if piece)
        gone = was[-1] is None
        if not last.span.overlaps(seen.span) or (gone and changes[-1] < seen.cancelled_since):
            continue
        # All stretches that it ever had: as it shrinks, what was done to the rest still counts.
        spans = dict.fromkeys(piece.span for piece in was if piece)
        stays = [s for span in spans for s in _around(history, span, last.booking)]
        rota = newest(line for stay in stays for line in stay.turns)
        duties = () if gone else _covering(stays, last.span)
        times = [versions[0].booking.requested_at, *changes, *([rota.at] if rota else [])]
        yield BookedWindow(
            last.booking,
            *name,
            last.span,
            duties,
            last.span.end > seen.today and _is_open(last.span, duties, last.booking),
            len(changes) + (rota.version if rota else 0),
            max(times),
            cancelled=gone,
        )


def _named(booking: Booking, wanted: Span) -> dict[tuple[date, int], _Piece]:
    """Return a booking's windows around a stretch, by their day and their number on it."""
    counted: Counter[date] = Counter()
    found = {}
    zone = booking.team.site.zone
    said = (booking.skill, booking.primary, booking.backup, zone)
    for span in _pieces(booking, wanted):
        day = local_day(span.start, zone)
        counted[day] += 1
        found[day, counted[day]] = _Piece(span, booking, said)
    return found


def _around(history: History | None, span: Span, booking: Booking) -> Iterable[Stay]:
    return history.around(span, (booking.id,)) if history else ()


def _covering(stays: Iterable[Stay], span: Span) -> tuple[Assignment, ...]:
    """Return the duties that stand, once each though they may cover stretches that it had."""
    standing = dict.fromkeys(stay.duty for stay in stays if stay.until is None)
    return tuple(duty for duty in standing if duty.span.overlaps(span))


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
