"""A provider's sites in words: whose time, whose public holidays."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from babel.core import Locale

from web.words import LOCALES, gettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.catalogue.places import Place
    from oncall.catalogue.provider import Provider
    from web.words import Language


class Site(NamedTuple):
    """A site's name, and what its clocks go by."""

    name: str
    clock: str


def places_of(provider: Provider, language: Language) -> Iterator[Site]:
    """Yield the sites of a provider; where no level has hours, holidays decide nothing."""
    has_hours = any(
        level.hours.support.lines or level.hours.fault.lines for level in provider.levels
    )
    for place in provider.places:
        zone = gettext("time of %(zone)s", zone=place.zone.key)
        clock = [zone, *(_closed(place, language) if has_hours else ())]
        yield Site(place.name.said(language), ", ".join(clock))


def _closed(place: Place, language: Language) -> Iterator[str]:
    calendar = place.calendar
    country = Locale.parse(LOCALES[language]).territories[calendar.country]
    part = f"{country} ({calendar.subdivision})" if calendar.subdivision else country
    yield gettext("public holidays of %(part)s", part=part)
    if calendar.bridge_days:
        yield gettext("bridge days closed")
