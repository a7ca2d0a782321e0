"""Standby bookings that run on when no contract of their customer allows them any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.accepting import contracts_of, known
from oncall.localtime import Span, subtract

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.catalogue.provider import Catalogue
    from oncall.folder.facts import Folder


def outlasting(
    customer: str, folder: Folder, catalogue: Catalogue, now: datetime
) -> tuple[Booking, ...]:
    """Return a customer's bookings of which something from now on lies in no contract's term.

    They were accepted, and stay until somebody shortens or cancels them (decision 0029).
    """
    mine = [known(contract, catalogue) for contract in contracts_of(folder, customer)]
    terms = [each.span() for each in mine if each and each.standby]
    booked = (each for each in folder.bookings.values() if each.customer == customer)
    return tuple(
        each
        for each in booked
        if mine and each.span.end > now
        if subtract([Span(max(now, each.span.start), each.span.end)], terms)
    )
