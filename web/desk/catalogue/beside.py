"""What is promised beside the levels: standby, availability, billing, intake, work on site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from web.desk.catalogue import care, worth
from web.desk.catalogue.standby import standby_card

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.catalogue.provider import Provider
    from web.desk.catalogue.facts import Card
    from web.words import Language


def cards_of(provider: Provider, language: Language) -> Iterator[Card]:
    """Yield a card for each thing that a provider has."""
    if provider.standby:
        yield standby_card(provider, provider.standby, language)
    for level in provider.levels:
        if level.availability:
            yield worth.availability_card(level, level.availability, language)
    if provider.billing:
        yield worth.billing_card(provider.billing, language)
    if provider.on_site:
        yield care.on_site_card(provider.on_site, language)
    if provider.intake:
        yield care.intake_card(provider.intake)
    if provider.escalation:
        yield care.escalation_card(provider.escalation, language)
