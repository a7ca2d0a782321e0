"""What a contract names that the catalogue does not have, or that its level does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.bought import Bought
from oncall.catalogue.naming import level_named, place_named, provider_named
from oncall.catalogue.offers import Inclusion
from oncall.errors import Unknown
from oncall.folder.faults import hint, shown
from oncall.identity import Refusal
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.catalogue.provider import Catalogue
    from oncall.contracts import Contract


def misnamed(contract: Contract, catalogue: Catalogue) -> Iterator[Refusal]:
    """Refuse names that the catalogue does not have, and what a level does not allow."""
    column = "provider"
    try:
        provider = provider_named(catalogue, contract.provider)
        column = "level"
        level = level_named(provider, contract.level)
        column = "site"
        place = place_named(provider, contract.site)
    except Unknown as unknown:
        yield Refusal(column, unknown.faults[0].message)
        return
    whole = Bought(contract, provider, level, place)
    yield from _bad_options(whole)
    yield from _bad_adapted(whole)
    if contract.pauses and not level.may_pause:
        message = Sentence("clocks of %(level)s never pause; write no", level=whole.named)
        yield Refusal("pauses", message)


def _bad_options(whole: Bought) -> Iterator[Refusal]:
    level, services = whole.level, {each.key: each for each in whole.provider.services}
    named = whole.named
    for each in whole.contract.options:
        service = services.get(each.key)
        if service is None:
            cure = hint(each.key, services, Sentence("it has none at all"))
            message = Sentence(
                "%(level)s has no service %(service)s; %(cure)s",
                level=named,
                service=shown(each.key),
                cure=cure,
            )
            yield Refusal("options", message)
        elif level.offers[each.key].inclusion is Inclusion.EXCLUDED:
            message = Sentence(
                "%(level)s can't have %(service)s; leave it out", level=named, service=each.key
            )
            yield Refusal("options", message)
        elif each.amount is not None and service.agreed is None:
            message = Sentence(
                "%(service)s has no number to agree on; write %(service)s", service=each.key
            )
            yield Refusal("options", message)


def _bad_adapted(whole: Bought) -> Iterator[Refusal]:
    if whole.contract.adapted and not whole.provider.adaptable:
        message = Sentence(
            "levels of %(provider)s can't be adapted; leave it blank", provider=whole.provider.key
        )
        yield Refusal("adapted", message)
        return
    known = {each.name.casefold(): each.name for each in whole.level.promises}
    for each in whole.contract.adapted:
        if each.promise.casefold() not in known:
            cure = hint(each.promise, known, Sentence("it promises nothing"))
            message = Sentence(
                "%(level)s does not promise %(promise)s; %(cure)s",
                level=whole.named,
                promise=shown(each.promise),
                cure=cure,
            )
            yield Refusal("adapted", message)
