"""Why no contract covers a standby booking, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.people import NEVER
from solver.sentence import Sentence, all_of, listed, typed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.bookings import Booking
    from oncall.bought import Bought
    from oncall.localtime import Span


def not_able(customer: str, some: Iterable[Bought]) -> str:
    """Return that a customer has nothing with which standby can be booked."""
    levels = sorted({each.named for each in some})
    if not levels:
        return Sentence(
            "%(customer)s has no contract of a known level, so standby can't be booked; add a "
            "contract that allows it",
            customer=customer,
        )
    return Sentence(
        "%(customer)s has %(levels)s, with which standby can't be booked; add a contract that "
        "allows it",
        customer=customer,
        levels=listed(levels),
    )


def outside(booking: Booking, left: Span, terms: Iterable[Span], zone: ZoneInfo) -> str:
    """Return that a booking lies outside of its contracts' terms, and what they are."""
    return Sentence(
        "from %(start)s on no contract of %(customer)s allows standby; those that do run "
        "%(terms)s. Keep the booking within that, or add a contract first",
        start=_say(left.start, zone),
        customer=booking.customer,
        terms=all_of(_term(each, zone) for each in terms),
    )


def _term(span: Span, zone: ZoneInfo) -> str:
    start, end = _say(span.start, zone), span.end
    if end >= NEVER:
        return Sentence("from %(start)s", start=start)
    return Sentence("from %(start)s to %(end)s", start=start, end=_say(end, zone))


def _say(instant: datetime, zone: ZoneInfo) -> str:
    return typed(instant.astimezone(zone))
