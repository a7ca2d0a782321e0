"""What is promised by a contract, as the table of its level that was bought."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oncall.catalogue.offers import Agreed, Inclusion, Offer
from oncall.catalogue.words import Words
from oncall.localtime import MINUTE
from web.desk.catalogue.beside import cards_of
from web.desk.catalogue.table import groups_of
from web.desk.promise_words import length_words
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from oncall.bought import Bought
    from oncall.catalogue.provider import Provider
    from oncall.contracts import Option
    from web.desk.catalogue.cells import Group
    from web.desk.catalogue.facts import Card
    from web.words import Language


def promised_groups(bought: Bought, language: Language) -> tuple[Group, ...]:
    """Return the groups of rows of a contract's one level, options that were chosen included."""
    return groups_of(_as_bought(bought), language)


def promised_cards(bought: Bought, language: Language) -> tuple[Card, ...]:
    """Return what is promised beside the level."""
    standby = bought.standby
    return tuple(cards_of(replace(_as_bought(bought), standby=standby), language))


def adapted_in_words(bought: Bought, language: Language) -> tuple[str, ...]:
    """Return the promises that the contract changes, like `Reaction time: 30 min`."""
    names = {name.key.casefold(): name.said(language) for name in bought.provider.promise_names}
    return tuple(
        f"{names.get(each.promise.casefold(), each.promise)}: {length_words(each.minutes * MINUTE)}"
        for each in bought.contract.adapted
    )


def _as_bought(bought: Bought) -> Provider:
    """Return the provider as if this contract's level were its only one."""
    chosen = {each.key: each for each in bought.contract.options}
    agreed = {each.key: each.agreed for each in bought.provider.services}
    offers = {
        key: _offer(offer, chosen.get(key), agreed.get(key))
        for key, offer in bought.level.offers.items()
    }
    level = replace(bought.level, promises=bought.promises, offers=offers)
    services = tuple(
        each
        for each in bought.provider.services
        if offers[each.key].inclusion is not Inclusion.EXCLUDED
    )
    return replace(bought.provider, levels=(level,), services=services)


def _offer(offer: Offer, chosen: Option | None, agreed: Agreed | None) -> Offer:
    """Return an offer as the contract has it: an option that was chosen is included."""
    if chosen is None:
        return offer
    optional = offer.inclusion is Inclusion.OPTIONAL
    said = gettext("chosen") if optional else ""
    if chosen.amount is not None and agreed:
        said = ", ".join(filter(None, (said, _amount(chosen.amount, agreed))))
    note = Words(said, said) if said else offer.note
    return Offer(Inclusion.INCLUDED if optional else offer.inclusion, note)


def _amount(amount: int, agreed: Agreed) -> str:
    match agreed:
        case Agreed.MONTHS:
            return ngettext("%(num)s month", "%(num)s months", amount)
        case Agreed.VISITS:
            return ngettext("%(num)d visit free", "%(num)d visits free", amount)
        case Agreed.TIMES_A_YEAR:
            return ngettext("%(num)d time a year", "%(num)d times a year", amount)
