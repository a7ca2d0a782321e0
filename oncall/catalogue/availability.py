"""A promise that something works for so much of each month, and what a month that fails earns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from oncall.catalogue.words import Words


class Excused(StrEnum):
    """Why a time that is not available may not count."""

    PLANNED_MAINTENANCE = "planned_maintenance"
    EMERGENCY_MAINTENANCE = "emergency_maintenance"
    CUSTOMER_REQUEST = "customer_request"


@dataclass(frozen=True, slots=True)
class Availability:
    """The percentage of each calendar month, in `zone`, that is promised to each account.

    Only uninterrupted stretches of `shortest_minutes` or longer count as unavailable, and none
    that is `excused`. `measured` says what can't be done in such a stretch. A month that was
    missed earns `credit_percent` of its fee, at the next yearly renewal.
    """

    percent: Decimal
    shortest_minutes: int
    excused: tuple[Excused, ...]
    credit_percent: Decimal
    zone: ZoneInfo
    measured: Words
