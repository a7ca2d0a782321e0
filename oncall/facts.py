"""What a rota is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.bookings import Booking
    from oncall.history import HistoryDuty
    from oncall.limits import Limits
    from oncall.people import Person
    from oncall.weights import Weights


@dataclass(frozen=True)
class Facts:
    """People, what customers booked, what was done before, and the figures in force.

    All of it checked and consistent.
    """

    people: tuple[Person, ...]
    bookings: tuple[Booking, ...]
    history: tuple[HistoryDuty, ...]
    limits: Limits
    weights: Weights
