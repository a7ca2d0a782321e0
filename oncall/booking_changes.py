"""How a booking is cancelled, shortened or extended later, and when that is too late."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from oncall.bookings import lead_time_fault
from oncall.localtime import Span, subtract
from oncall.published import next_minute
from solver.sentence import Sentence, typed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.limits import Limits


class State(StrEnum):
    """Where a booking stands."""

    COMING = "coming"
    RUNNING = "running"
    OVER = "over"
    CANCELLED = "cancelled"


class Cover(StrEnum):
    """How much of what a booking still asks for lies in published weeks."""

    ALL = "published"
    PART = "partly published"
    NONE = "not published"
    NOTHING = "nothing left"


class TooLate(ValueError):  # noqa: N818 - a fact about the booking, not a fault of ours
    """A booking can't be changed so; the message says why and what to do."""


def first_free(known: Iterable[str], letter: str = "B") -> str:
    """Return the id of something new: a letter and the number after the highest there ever was."""
    numbered = re.compile(rf"{letter}([0-9]{{1,15}})")
    numbers = (int(found[1]) for id_ in known if (found := numbered.fullmatch(id_)))
    return f"{letter}{max(numbers, default=0) + 1}"


def state(booking: Booking, now: datetime) -> State:
    """Return where a booking stands that is not cancelled."""
    if booking.span.end <= now:
        return State.OVER
    return State.COMING if now <= booking.span.start else State.RUNNING


def cover(booking: Booking, published: Iterable[Span], now: datetime) -> Cover:
    """Return how much of a booking's windows from `now` on lies in published stretches."""
    if booking.span.end <= now:
        return Cover.NOTHING
    windows = booking.window_spans(Span(max(now, booking.span.start), booking.span.end))
    left = subtract(windows, published)
    if not windows:
        return Cover.NOTHING
    return Cover.ALL if not left else Cover.NONE if left == windows else Cover.PART


def cancelled(booking: Booking, now: datetime) -> datetime | None:
    """Return when a booking ends that is cancelled now; None if it is as if it had never been.

    What has run stays; before its first window there is nothing that could stay. Raises TooLate.
    """
    end = next_minute(now)
    if booking.span.end <= end:
        raise TooLate(_over(booking, Sentence("there is nothing left to cancel")))
    if end <= booking.span.start or not booking.window_spans(Span(booking.span.start, end)):
        return None
    return end


def shortened(booking: Booking, end: datetime, now: datetime) -> None:
    """Raise TooLate if a booking can't end earlier, at `end`."""
    if booking.span.end <= now:
        raise TooLate(_over(booking, Sentence("it stays as it was")))
    if end < now:
        raise TooLate(
            Sentence(
                "%(when)s is over; write a later time, or cancel %(booking)s, which ends it now",
                when=_say(booking, end),
                booking=booking.id,
            )
        )
    if end >= booking.span.end:
        raise TooLate(
            Sentence(
                "%(booking)s ends at %(when)s already; write an earlier time, or extend it",
                booking=booking.id,
                when=_say(booking, booking.span.end),
            )
        )
    if end <= booking.span.start:
        raise TooLate(
            Sentence(
                "%(booking)s begins at %(when)s, so nothing would be left; cancel it",
                booking=booking.id,
                when=_say(booking, booking.span.start),
            )
        )


def extended(booking: Booking, end: datetime, now: datetime, limits: Limits) -> None:
    """Raise TooLate if a booking can't end later, at `end`; what is added is asked for now."""
    if booking.span.end <= now:
        raise TooLate(_over(booking, Sentence("add a new booking")))
    if end <= booking.span.end:
        raise TooLate(
            Sentence(
                "%(booking)s ends at %(when)s; write a later time, or shorten it",
                booking=booking.id,
                when=_say(booking, booking.span.end),
            )
        )
    if late := lead_time_fault(now, booking.span.end, booking.team.site.zone, limits):
        raise TooLate(
            Sentence(
                "what is added begins at %(when)s, and %(late)s; add a new booking that begins "
                "then",
                when=_say(booking, booking.span.end),
                late=late,
            )
        )


def _over(booking: Booking, cure: str) -> str:
    return Sentence(
        "%(booking)s is over (%(when)s); %(cure)s",
        booking=booking.id,
        when=_say(booking, booking.span.end),
        cure=cure,
    )


def _say(booking: Booking, instant: datetime) -> str:
    return typed(instant.astimezone(booking.team.site.zone))
