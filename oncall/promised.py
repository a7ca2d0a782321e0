"""A promise as people name it: by provider, level, promise and site."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.catalogue.level import Level
from oncall.catalogue.naming import offer_named, place_named, promise_named, provider_named
from oncall.clocks import NeverDue, due
from oncall.errors import BadInput, Fault
from oncall.faces import Face
from oncall.folder.cells import CellError
from oncall.folder.moments import exact_moment
from oncall.hours import WeeklyHours

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.catalogue.places import Place
    from oncall.catalogue.provider import Catalogue, Provider
    from oncall.catalogue.standby import Standby
    from oncall.promises import Promise

NO_HOURS = WeeklyHours()


@dataclass(frozen=True, slots=True)
class Promised:
    """A promise of a level, or of standby, at a site of its provider."""

    provider: Provider
    offer: Level | Standby
    promise: Promise
    place: Place

    @property
    def face(self) -> Face:
        """What its clocks are read by; standby counts all time and has no hours."""
        hours = self.offer.hours if isinstance(self.offer, Level) else None
        support, fault = (hours.support, hours.fault) if hours else (NO_HOURS, NO_HOURS)
        return Face(self.place.zone, self.place.calendar, support, fault)

    def reported(self, cell: str) -> datetime:
        """Return the instant of a report as somebody wrote it, local times being the site's.

        A date alone is its 00:00. Raises BadInput for what is no time, or one the clocks skip.
        """
        try:
            return exact_moment(cell.strip()).as_start(self.place.zone)
        except CellError as error:
            raise BadInput((Fault("at", None, None, str(error)),)) from None

    def due(self, reported: datetime) -> datetime:
        """Return when it falls due, with the site's offset then in force; raises BadInput."""
        try:
            return due(reported, self.promise, self.face).astimezone(self.place.zone)
        except NeverDue as never:
            named = f"{self.provider.key} {self.offer.name.key} {self.promise.name}"
            raise BadInput((Fault(named, None, None, str(never)),)) from never


def promised(
    catalogue: Catalogue, provider: str, level: str, promise: str, site: str | None = None
) -> Promised:
    """Return what somebody names, in any case; without a site the provider's first is meant.

    Raises Unknown with the nearest name.
    """
    found = provider_named(catalogue, provider)
    offer = offer_named(found, level)
    made = promise_named(found, offer, promise)
    return Promised(found, offer, made, place_named(found, site))
