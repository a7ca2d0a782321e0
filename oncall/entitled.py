"""What a customer may have at a moment by a channel, and why: told as data, worded at the edge."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.catalogue.offers import Channel
    from oncall.contracts import Product
    from oncall.localtime import Span
    from oncall.quotas import Used
    from oncall.terms import State


class Way(StrEnum):
    """In which way a customer is served."""

    STANDBY = "standby"  # whoever is on standby is called
    NOW = "now"  # support hours: somebody helps
    FAULTS = "faults"  # fault hours: faults are worked on, questions wait
    SPECIAL_NUMBER = "special number"  # somebody answers out of hours, as was chosen
    MESSAGE = "message"  # a message is taken; hours open later
    OTHER_CHANNEL = "other channel"  # not by this one
    NOTHING = "nothing"  # no right to anything


class Why(StrEnum):
    """What a way follows from; the figures to it stand in the entitlement."""

    NOT_BEGUN = "not begun"
    ENDED = "ended"
    WARRANTY = "warranty"
    BOOKED = "booked"
    BOOKED_OTHER_CHANNEL = "booked other channel"
    INSIDE = "inside"
    INSIDE_FAULT = "inside fault"
    OUTSIDE = "outside"
    CHANNEL = "channel"
    OUT_OF_HOURS_CHOSEN = "out of hours chosen"
    OUT_OF_HOURS_POSSIBLE = "out of hours possible"
    OUT_OF_HOURS_EXCLUDED = "out of hours excluded"
    QUOTA_USED = "quota used"


class Reached(StrEnum):
    """Whether a customer is answered on the telephone out of hours."""

    CHOSEN = "chosen"
    POSSIBLE = "possible"  # an option that was not chosen
    EXCLUDED = "excluded"


class Opening(NamedTuple):
    """Whether hours are open, and when that changes; None where they never open."""

    is_open: bool
    changes: datetime | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts beside the contract: bookings and products of its customer, its tickets."""

    bookings: tuple[Booking, ...] = ()
    products: tuple[Product, ...] = ()
    tickets: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a customer may have; `why` in the order in which it is to be said.

    `booking` covers the moment, in the window `booked`, which is else the next one; windows are
    cut to a day before and five weeks after.
    `channels` are those by which the level answers in its hours.
    """

    way: Way
    why: tuple[Why, ...]
    state: State
    support: Opening
    fault: Opening
    channels: tuple[Channel, ...]
    reached: Reached
    booking: Booking | None
    booked: Span | None
    quota: Used | None
    warranty: Product | None
