"""What a level costs: fees, hourly rates, steps, travel. Amounts are in the provider's currency."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from oncall.catalogue.words import Name
    from oncall.hours import WeeklyHours


class FeeKind(StrEnum):
    """What a fee is reckoned by."""

    INCLUDED = "included"  # in what was bought or rented
    MONTHLY = "monthly"
    LIST_PRICE = "list_price"  # a percentage of the list price a year


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day that comes every year."""

    month: int
    day: int


@dataclass(frozen=True, slots=True)
class Fee:
    """What a contract costs.

    `amount` is what a month costs, or a percentage of the list price a year; None where only the
    price list says. `on_signing` is True if the first fee is due then; `then` is the day of each
    year on which the later ones are, None where the document is silent.
    """

    kind: FeeKind
    amount: Decimal | None = None
    on_signing: bool = False
    then: YearDay | None = None


@dataclass(frozen=True, slots=True)
class Rate:
    """What an hour of a role costs at a level, in the hours of the provider's `Billing`."""

    role: Name
    hour: Decimal


@dataclass(frozen=True, slots=True)
class Billing:
    """How work is charged: in started steps; on site at least `first_minutes_on_site`.

    The levels' rates hold in `rate_hours`, other rates outside of them; always if None.
    """

    step_minutes: int
    first_minutes_on_site: int = 0
    rate_hours: WeeklyHours | None = None


@dataclass(frozen=True, slots=True)
class OnSite:
    """Where work is done on site: ISO 3166 countries, whole, or in part.

    `everywhere` is True if anywhere else, too. Travel is included in `travel_included` and
    charged elsewhere.
    """

    countries: tuple[str, ...] = ()
    parts_of: tuple[str, ...] = ()
    everywhere: bool = False
    travel_included: tuple[str, ...] = ()
