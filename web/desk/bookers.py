"""Who can book standby: offered by the form for a booking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall import catalogue
from oncall.accepting import allowing

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.contracts import Contact
    from oncall.folder.facts import Folder


def customers(folder: Folder, now: datetime) -> tuple[str, ...]:
    """Return the customers whose contracts allow standby; where there are none, who has booked."""
    if not folder.contracts:
        return tuple(sorted({booking.customer for booking in folder.bookings.values()}))
    able = allowing(folder, catalogue.load(), now)
    return tuple(sorted({each.contract.customer.id for each in able}))


def askers(folder: Folder, now: datetime) -> tuple[Contact, ...]:
    """Return the trained contacts of those customers."""
    able = customers(folder, now)
    return tuple(each for each in folder.contacts if each.trained and each.customer.id in able)
