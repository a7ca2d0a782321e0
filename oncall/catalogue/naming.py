"""Finding a provider, level, promise or site by any of its names, in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from oncall.catalogue.level import Level
from oncall.errors import Fault, Unknown
from oncall.folder.faults import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oncall.catalogue.places import Place
    from oncall.catalogue.provider import Catalogue, Provider
    from oncall.catalogue.standby import Standby
    from oncall.catalogue.words import Name
    from oncall.promises import Promise

T = TypeVar("T")


def provider_named(catalogue: Catalogue, name: str) -> Provider:
    """Return the provider of that name; raises Unknown with the nearest name."""
    known = [(each.name, each) for each in catalogue.providers]
    return _named(name, known, "is no provider")


def level_named(provider: Provider, name: str) -> Level:
    """Return the provider's level of that name; raises Unknown with the nearest name."""
    known = [(each.name, each) for each in provider.levels]
    return _named(name, known, f"is no level of {provider.key}")


def place_named(provider: Provider, name: str | None) -> Place:
    """Return the provider's site of that name, its first for None; raises Unknown."""
    if name is None:
        return provider.places[0]
    known = [(each.name, each) for each in provider.places]
    return _named(name, known, f"is no site of {provider.key}")


def offer_named(provider: Provider, name: str) -> Level | Standby:
    """Return the level of that name, or the standby that may be booked; raises Unknown."""
    known: list[tuple[Name, Level | Standby]] = [(each.name, each) for each in provider.levels]
    if provider.standby is not None:
        known.append((provider.standby.name, provider.standby))
    return _named(name, known, f"is no level of {provider.key}")


def promise_named(provider: Provider, offer: Level | Standby, name: str) -> Promise:
    """Return what a level, or standby, promises by that name; raises Unknown."""
    own = provider.promise_names if isinstance(offer, Level) else offer.promise_names
    names = {each.key: each for each in own}
    known = [(names[each.name], each) for each in offer.promises]
    return _named(name, known, f"is not promised by {provider.key} {offer.name.key}")


def _named(name: str, known: Iterable[tuple[Name, T]], sentence: str) -> T:
    found = {word: each for called, each in known for word in called.all}
    for word, each in found.items():
        if word.casefold() == name.strip().casefold():
            return each
    near = nearest(name, found)
    cure = f"the nearest is {near}" if near else "it promises nothing that falls due"
    raise Unknown((Fault(shown(name), None, None, f"{sentence}; {cure}"),))
