"""What a customer pays for standby and call-outs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Price:
    """A customer's prices; amounts per standby day and per hour, surcharges in percent.

    `night` is two minutes of the day, the second on the next day unless it is later.
    """

    customer: str
    standby_day: Decimal
    hour: Decimal
    saturday_percent: Decimal
    sunday_percent: Decimal
    holiday_percent: Decimal
    night_percent: Decimal
    night: tuple[int, int]
    step_minutes: int
    first_hour_on_site: bool
