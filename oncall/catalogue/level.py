"""A level: hours, promises, and all else that a contract buys by one name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.catalogue.parties import Entitled

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.catalogue.availability import Availability
    from oncall.catalogue.charges import Fee, Rate
    from oncall.catalogue.offers import Offer
    from oncall.catalogue.parties import Party, Tier
    from oncall.catalogue.terms import Quota, Term
    from oncall.catalogue.words import Name, Words
    from oncall.hours import WeeklyHours
    from oncall.promises import Promise


@dataclass(frozen=True, slots=True)
class Hours:
    """When questions are answered (support) and when faults are worked on (fault).

    No lines: never. Lines for all seven weekdays hold on public holidays, too; others don't.
    """

    support: WeeklyHours
    fault: WeeklyHours


@dataclass(frozen=True, slots=True)
class Level:
    """A named set of promises that a contract buys; what it includes of another level is in it.

    `offers` has every service of the provider, by key. `free_remote_sessions` is per ticket.
    None means that the document is silent: no quota, no fixed term, no fee.
    """

    name: Name
    hours: Hours
    promises: tuple[Promise, ...]
    offers: Mapping[str, Offer]
    tiers: tuple[Tier, ...] = ()
    sold_to: tuple[Party, ...] = ()
    may_ask: tuple[Party, ...] = ()
    entitled_by: tuple[Entitled, ...] = (Entitled.CONTRACT,)
    requires: Words | None = None
    tickets: Quota | None = None
    free_remote_sessions: int | None = None
    term: Term | None = None
    fee: Fee | None = None
    rates: tuple[Rate, ...] = ()
    may_pause: bool = False
    availability: Availability | None = None
    includes: str | None = None
    summary: Words | None = None

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def key(self) -> str:
        """The level's key in the file."""
        return self.name.key
