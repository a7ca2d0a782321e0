"""Finding a provider, level, promise or site by any of its names, in any case."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from oncall.catalogue.level import Level
from oncall.errors import Fault, Unknown
from oncall.folder.faults import hint, nearest, shown
from solver.sentence import Sentence

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
    return _named("provider", name, known, Sentence("is no provider"))


def level_named(provider: Provider, name: str) -> Level:
    """Return the provider's level of that name; raises Unknown with the nearest name."""
    known = [(each.name, each) for each in provider.levels]
    return _named("level", name, known, _no_level(provider))


def place_named(provider: Provider, name: str | None) -> Place:
    """Return the provider's site of that name, its first for None; raises Unknown."""
    if name is None:
        return provider.places[0]
    known = [(each.name, each) for each in provider.places]
    what = Sentence("is no site of %(provider)s", provider=provider.key)
    return _named("site", name, known, what)


def offer_named(provider: Provider, name: str) -> Level | Standby:
    """Return the level of that name, or the standby that may be booked; raises Unknown."""
    known: list[tuple[Name, Level | Standby]] = [(each.name, each) for each in provider.levels]
    if provider.standby is not None:
        known.append((provider.standby.name, provider.standby))
    return _named("level", name, known, _no_level(provider))


def promise_named(provider: Provider, offer: Level | Standby, name: str) -> Promise:
    """Return what a level, or standby, promises by that name; raises Unknown."""
    own = provider.promise_names if isinstance(offer, Level) else offer.promise_names
    names = {each.key: each for each in own}
    known = [(names[each.name], each) for each in offer.promises]
    what = Sentence(
        "is not promised by %(provider)s %(level)s", provider=provider.key, level=offer.name.key
    )
    return _named("promise", name, known, what)


def _no_level(provider: Provider) -> Sentence:
    return Sentence("is no level of %(provider)s", provider=provider.key)


def _named(kind: str, name: str, known: Iterable[tuple[Name, T]], what: Sentence) -> T:
    found = {word: (called.key, each) for called, each in known for word in called.all}
    for word, (_, each) in found.items():
        if word.casefold() == name.strip().casefold():
            return each
    near = nearest(name, found)  # told by its key, which is the same in every language
    keys = [found[near][0]] if near else []
    cure = hint(name, keys, Sentence("it promises nothing that falls due"))
    message = Sentence("%(name)s %(what)s; %(cure)s", name=shown(name), what=what, cure=cure)
    raise Unknown((Fault(kind, None, None, message),))
