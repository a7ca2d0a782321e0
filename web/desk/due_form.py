"""The form of «when is it due?»: what may be chosen, what was, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from oncall.catalogue.level import Level
from oncall.catalogue.naming import provider_named
from oncall.errors import BadInput, Fault, Unknown
from oncall.promised import Promised, promised
from solver.sentence import Sentence
from web.desk.due_pause import UNPAUSED, Paused, paused_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from oncall.catalogue.provider import Catalogue, Provider
    from oncall.catalogue.standby import Standby
    from oncall.catalogue.words import Name
    from web.words import Language

FORMAT: Final = "%Y-%m-%dT%H:%M"


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: its value, its words, and whether it is chosen."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class DueForm:
    """What was asked for: a promise and when it was reported, as typed and as understood."""

    catalogue: Catalogue
    promised: Promised
    at: str
    reported: datetime | None
    trouble: tuple[str, ...] = ()
    paused: Paused = UNPAUSED

    @property
    def may_pause(self) -> bool:
        """Whether clocks of what is promised may be paused."""
        offer = self.promised.offer
        return isinstance(offer, Level) and offer.may_pause

    def providers(self, language: Language) -> tuple[Choice, ...]:
        """Return the providers that promise anything by a time."""
        return tuple(
            Choice(each.key, each.name.said(language), each is self.promised.provider)
            for each in self.catalogue.providers
            if any(_promises(each))
        )

    def sites(self, language: Language) -> tuple[Choice, ...]:
        """Return the sites of the provider."""
        return tuple(
            Choice(each.key, each.name.said(language), each is self.promised.place)
            for each in self.promised.provider.places
        )

    def offers(self, language: Language) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        """Return what can be bought of the provider, each with what it promises."""
        found: dict[str, list[Choice]] = {}
        for offer, name in _promises(self.promised.provider):
            chosen = offer is self.promised.offer and name.key == self.promised.promise.name
            choice = Choice(f"{offer.name.key} {name.key}", name.said(language), chosen)
            found.setdefault(offer.name.said(language), []).append(choice)
        return tuple((offer, tuple(choices)) for offer, choices in found.items())

    def promise_name(self, language: Language) -> str:
        """Return what the promise is called."""
        mine, key = self.promised.offer, self.promised.promise.name
        named = _promises(self.promised.provider)
        return next(n.said(language) for offer, n in named if offer is mine and n.key == key)


def due_form(catalogue: Catalogue, asked: Mapping[str, str], now: datetime) -> DueForm:
    """Return the form as it was asked for; without a provider or promise, with the first one.

    `asked` may hold `provider`, `what` (level and promise), `site`, `at`, and where the level may
    pause `paused_from` and `paused_until`. What names nothing is
    told in `trouble`, and the first promise is shown in its place. Raises Unknown if no provider
    promises anything by a time.
    """
    found, trouble = _shown(catalogue, asked)
    typed = asked.get("at", "").strip() or now.astimezone(found.place.zone).strftime(FORMAT)
    try:
        reported = found.reported(typed)
    except BadInput as bad:
        more = tuple(fault.message for fault in bad.faults)
        return DueForm(catalogue, found, typed, None, (*trouble, *more))
    local = reported.astimezone(found.place.zone)
    at = local.strftime(f"{FORMAT}:%S" if local.second else FORMAT)
    form = DueForm(catalogue, found, at, reported, trouble)
    return _with_pause(form, asked) if form.may_pause else form


def _with_pause(form: DueForm, asked: Mapping[str, str]) -> DueForm:
    paused = paused_of(form.promised, asked)
    return replace(form, paused=paused, trouble=(*form.trouble, *paused.trouble))


def _shown(catalogue: Catalogue, asked: Mapping[str, str]) -> tuple[Promised, tuple[str, ...]]:
    """Return what was named, or the first there is beside it and why it is not that."""
    try:
        return _named(catalogue, asked), ()
    except Unknown as unknown:
        trouble = tuple(fault.message for fault in unknown.faults)
    try:
        return _named(catalogue, {"provider": asked.get("provider", "")}), trouble
    except Unknown:
        return _named(catalogue, {}), trouble


def _named(catalogue: Catalogue, asked: Mapping[str, str]) -> Promised:
    name, site = asked.get("provider", ""), asked.get("site") or None
    provider = provider_named(catalogue, name) if name else _first(catalogue)
    what = asked.get("what", "").strip() or _first_of(provider)
    level, _, promise = what.rpartition(" ")
    return promised(catalogue, provider.key, level, promise, site)


def _first(catalogue: Catalogue) -> Provider:
    some = (each for each in catalogue.providers if any(_promises(each)))
    return next(some, catalogue.providers[0])


def _first_of(provider: Provider) -> str:
    for offer, name in _promises(provider):
        return f"{offer.name.key} {name.key}"
    message = Sentence(
        "%(provider)s promises nothing by a time; choose another provider, or give one of its "
        "levels some",
        provider=provider.key,
    )
    raise Unknown((Fault(provider.key, None, None, message),))


def _promises(provider: Provider) -> Iterator[tuple[Level | Standby, Name]]:
    """Yield what can be bought of a provider with the name of each of its promises."""
    standby = (provider.standby,) if provider.standby else ()
    for offer in (*provider.levels, *standby):
        own = provider.promise_names if isinstance(offer, Level) else offer.promise_names
        names = {each.key: each for each in own}
        yield from ((offer, names[each.name]) for each in offer.promises)
