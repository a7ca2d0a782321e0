"""Customers are told what was confirmed, and after publication that it is covered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from oncall.covered import covered_until
from oncall.store import gaps, messages
from oncall.store.messages import Message

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.folder.facts import Folder
    from oncall.published import Seen
    from oncall.services.changing import Sheets
    from oncall.store.db import Tx


def confirm(stands: Sheets, what: str, booking: Booking, *, cancelled: bool) -> None:
    """Queue «your booking» for the customer, if it is known, once for each change."""
    if booking.customer not in stands.facts.customers:
        return
    now = stands.act.now
    told = Message(
        f"{what} {booking.id} {now.isoformat()}",
        "booking",
        booking.team.id,
        None,
        _facts(booking) | {"what": what, "cancelled": cancelled},
        booking.customer,
    )
    messages.tell(stands.tx, [told], now)


def assure(tx: Tx, folder: Folder, team: str, seen: Seen, now: datetime) -> None:
    """Queue «your standby is covered» for the customers of a team whose rota was published.

    Each instant up to which it is so is told once.
    """
    published = gaps.published_spans(tx, team, now)
    mine = (b for b in folder.bookings.values() if b.team.id == team)
    found = (
        (booking, covered_until(booking, published, seen.gaps, now))
        for booking in mine
        if booking.customer in folder.customers
    )
    messages.tell(tx, [_covered(booking, until) for booking, until in found if until], now)


def _covered(booking: Booking, until: datetime) -> Message:
    ends = until.astimezone(booking.team.site.zone).isoformat(timespec="minutes")
    return Message(
        f"covered {booking.id} {ends}",
        "covered",
        booking.team.id,
        None,
        _facts(booking) | {"until": ends},
        booking.customer,
    )


def _facts(booking: Booking) -> dict[str, Any]:
    zone = booking.team.site.zone
    start, end = (at.astimezone(zone) for at in (booking.span.start, booking.span.end))
    return {
        "booking": booking.id,
        "start": start.isoformat(timespec="minutes"),
        "end": end.isoformat(timespec="minutes"),
        "requested_by": booking.requested_by,
    }
