"""What calls and texts may cost in a month, and where to: what stops, and what never does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import phonenumbers

if TYPE_CHECKING:
    from collections.abc import Mapping

WARNED_AT: Final = Decimal("0.8")
# What goes out whatever it costs, though no incident is named: that nothing goes out any more,
# and that somebody is missing whom a planner has to replace now.
ALARMS: Final = frozenset({"broken", "budget", "budget spent", "spent", "gap", "illness", "draft"})
# Who learns later that their duties have changed may miss the first of them.
SOON: Final = timedelta(hours=24)
# What a carrier charges for.
PAID: Final = frozenset({"sms", "voice"})


class Level(StrEnum):
    """How much of a month's budget is used."""

    FREE = "free"
    WARNED = "warned"  # from 80 % on
    SPENT = "spent"


class Spent(NamedTuple):
    """What was sent since a month began: calls that were made, and parts of texts."""

    calls: int = 0
    parts: int = 0


@dataclass(frozen=True, slots=True)
class Budget:
    """What calls and texts may cost in a month, of UTC as carriers count; None for no limit.

    `call` is the price of a call, whether it is answered or not, `text` that of a part of a text,
    in the same currency.
    """

    month: Decimal | None = None
    call: Decimal = Decimal("0.15")
    text: Decimal = Decimal("0.10")

    def cost(self, spent: Spent) -> Decimal:
        """Return what was spent."""
        return spent.calls * self.call + spent.parts * self.text

    def level(self, spent: Spent) -> Level:
        """Return how much of it is used."""
        if self.month is None:
            return Level.FREE
        cost = self.cost(spent)
        if cost >= self.month:
            return Level.SPENT
        return Level.WARNED if cost >= WARNED_AT * self.month else Level.FREE


@dataclass(frozen=True, slots=True)
class Restraint:
    """A budget, and the countries (ISO 3166-1) whose numbers are called and texted; None for all.

    They hold what is for no incident, the countries also calls to callers; never a page of an
    incident (decision 0048).
    """

    budget: Budget = Budget()
    countries: frozenset[str] | None = None

    def permits(self, number: str) -> bool:
        """Tell whether a number (E.164) is one of a country that may be called and texted."""
        return self.countries is None or country_of(number) in self.countries

    def why_not(
        self, number: str, level: Level, kind: str, facts: Mapping[str, Any], now: datetime
    ) -> str:
        """Return why a message is not called or texted to a number; nothing where it is."""
        if not self.permits(number):
            return "country"
        return "budget" if level is Level.SPENT and may_stop(kind, facts, now) else ""


UNRESTRAINED: Final = Restraint()


def country_of(number: str) -> str:
    """Return the country of a number (E.164), nothing for one of none.

    New numbers are dialled before they are in any list: what no list has is of the country that its
    calling code is first of all for.
    """
    try:
        read = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return ""
    found = phonenumbers.region_code_for_number(read)
    return found or phonenumbers.region_code_for_country_code(read.country_code or 0)


def may_stop(kind: str, facts: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether a message may stay unsent, for it costs and isn't urgent.

    Nothing is that is about an incident, is an alarm, or changes duties of the next 24 hours.
    """
    is_soon = kind == "duties" and any(_is_soon(each, now) for each in facts.get("changes", ()))
    return kind not in ALARMS and "number" not in facts and not is_soon


def _is_soon(change: Mapping[str, Any], now: datetime) -> bool:
    """Tell whether a duty was, or is now, within the next 24 hours."""
    some = (duty for duty in (change.get("before"), change.get("after")) if duty)
    return any(
        datetime.fromisoformat(duty["start"]) < now + SOON
        and datetime.fromisoformat(duty["end"]) > now
        for duty in some
    )


def month_of(now: datetime) -> datetime:
    """Return when the month began, as carriers count it."""
    local = now.astimezone(UTC)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
