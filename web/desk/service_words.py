"""Services in words: in which way a level has them, and by what they are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.catalogue.offers import Agreed, Channel, Inclusion
from oncall.catalogue.parties import Tier
from web.words import gettext

if TYPE_CHECKING:
    from oncall.catalogue.offers import Service
    from web.words import Language

SIGNS: Final = {
    Inclusion.INCLUDED: "✓",
    Inclusion.OPTIONAL: "+",
    Inclusion.CHARGED: "€",
    Inclusion.EXCLUDED: "–",
}


def inclusion_in_words(inclusion: Inclusion) -> str:
    """Return in which way a level has a service."""
    match inclusion:
        case Inclusion.INCLUDED:
            return gettext("included")
        case Inclusion.OPTIONAL:
            return gettext("optional")
        case Inclusion.CHARGED:
            return gettext("charged")
        case Inclusion.EXCLUDED:
            return gettext("no")


def channel_in_words(channel: Channel) -> str:
    """Return by what a customer and a provider talk."""
    return {
        Channel.EMAIL: gettext("e-mail"),
        Channel.TELEPHONE: gettext("telephone"),
        Channel.CHAT: gettext("chat"),
        Channel.VIDEO: gettext("video conference"),
        Channel.REMOTE: gettext("remote session"),
        Channel.TICKETS: gettext("ticket system"),
        Channel.ON_SITE: gettext("on site"),
    }[channel]


def tier_in_words(tier: Tier) -> str:
    """Return whose questions are answered."""
    return {
        Tier.FIRST: gettext("1st level"),
        Tier.SECOND: gettext("2nd level"),
        Tier.THIRD: gettext("3rd level"),
        Tier.USERS: gettext("users"),
    }[tier]


def notes_of(service: Service, language: Language) -> str:
    """Return what is to be said of a service at all levels."""
    said = [service.note.said(language)] if service.note else []
    if service.announced_hours:
        hours = service.announced_hours
        said.append(gettext("Service windows are agreed %(n)s h ahead", n=hours))
    if service.agreed:
        said.append(_agreed(service.agreed))
    if service.travel:
        said.append(gettext("Expenses and travel as below"))
    if not service.needs_contract:
        said.append(gettext("Needs no contract"))
    return ". ".join(said)


def _agreed(agreed: Agreed) -> str:
    match agreed:
        case Agreed.MONTHS:
            return gettext("The contract says for how long")
        case Agreed.VISITS:
            return gettext("The contract says how many visits are free")
        case Agreed.TIMES_A_YEAR:
            return gettext("The contract says how often")
