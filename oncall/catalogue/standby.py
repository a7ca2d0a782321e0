"""Standby that customers may book beside their level."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.catalogue.offers import Channel
    from oncall.catalogue.parties import Party
    from oncall.catalogue.words import Name, Words
    from oncall.promises import Promise


class Surcharge(StrEnum):
    """When hours cost more, by price list."""

    SATURDAY = "saturday"
    SUNDAY = "sunday"
    HOLIDAY = "holiday"
    NIGHT = "night"


@dataclass(frozen=True, slots=True)
class Standby:
    """What is promised on standby, who may book it, and with which levels.

    `levels` are keys. `lead_days` lie between request and
    start; hours are per person and local day; all these figures are those of data/limits.toml,
    but for what the provider's file has of its own. `channels` are those that may be agreed.
    """

    name: Name
    promise_names: tuple[Name, ...]
    promises: tuple[Promise, ...]
    levels: frozenset[str]
    booked_by: tuple[Party, ...]
    channels: tuple[Channel, ...]
    lead_days: int
    reachable_hours: int
    working_hours: int
    step_minutes: int
    surcharges: tuple[Surcharge, ...]
    note: Words | None = None
