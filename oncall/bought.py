"""A contract together with what it names in the catalogue: what the customer bought."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from oncall.catalogue.naming import level_named, place_named, provider_named
from oncall.catalogue.offers import Inclusion
from oncall.faces import Face
from oncall.localtime import DAY, Span, local_day, midnight
from oncall.people import NEVER
from oncall.promises import Counting, Minutes
from oncall.terms import State, last_day, state

if TYPE_CHECKING:
    from datetime import date, datetime

    from oncall.catalogue.level import Level
    from oncall.catalogue.places import Place
    from oncall.catalogue.provider import Catalogue, Provider
    from oncall.catalogue.standby import Standby
    from oncall.contracts import Adapted, Contract
    from oncall.promises import Promise


@dataclass(frozen=True, slots=True)
class Bought:
    """A contract, and the provider, level and site that it names."""

    contract: Contract
    provider: Provider
    level: Level
    place: Place

    @property
    def face(self) -> Face:
        """What the clocks of its promises are read by."""
        hours = self.level.hours
        return Face(self.place.zone, self.place.calendar, hours.support, hours.fault)

    @property
    def named(self) -> str:
        """Its provider and level by their keys."""
        return f"{self.provider.key} {self.level.key}"

    @property
    def standby(self) -> Standby | None:
        """The standby that may be booked under it; None where its level has none."""
        found = self.provider.standby
        return found if found and self.level.key in found.levels else None

    @property
    def promises(self) -> tuple[Promise, ...]:
        """The promises of its level, as the contract adapts them."""
        own = {each.promise.casefold(): each for each in self.contract.adapted}
        return tuple(_adapted(each, own.get(each.name.casefold())) for each in self.level.promises)

    def has(self, service: str) -> bool:
        """Tell whether it has a service: included in its level, or optional and chosen."""
        offer = self.level.offers.get(service)
        if offer is None or offer.inclusion is Inclusion.INCLUDED:
            return offer is not None
        chosen = {each.key for each in self.contract.options}
        return offer.inclusion is Inclusion.OPTIONAL and service in chosen

    def day(self, at: datetime) -> date:
        """Return the local day of its site."""
        return local_day(at, self.place.zone)

    def state(self, at: datetime) -> State:
        """Return where it stands at an instant."""
        return state(self.contract, self.level.term, self.day(at))

    def span(self, before: datetime | None = None) -> Span:
        """Return from when to when it runs, by notice that came in before the day of `before`."""
        zone = self.place.zone
        last = last_day(self.contract, self.level.term, self.day(before) if before else None)
        end = midnight(last + DAY, zone) if last else NEVER
        return Span(midnight(self.contract.start, zone), end)


def bought(contract: Contract, catalogue: Catalogue) -> Bought:
    """Return what a contract bought; raises Unknown where the catalogue lacks it by now."""
    provider = provider_named(catalogue, contract.provider)
    level = level_named(provider, contract.level)
    return Bought(contract, provider, level, place_named(provider, contract.site))


def _adapted(promise: Promise, own: Adapted | None) -> Promise:
    """Return a promise with the contract's time, counted as the level counts hours."""
    if own is None:
        return promise
    counting = next(
        (each.counting for each in promise.terms if isinstance(each, Minutes)), Counting.SUPPORT
    )
    return replace(promise, terms=(Minutes(own.minutes, counting),))
