"""A provider, and the catalogue of them all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.catalogue.charges import Billing, OnSite
    from oncall.catalogue.intake import Escalation, Intake
    from oncall.catalogue.level import Level
    from oncall.catalogue.offers import Service
    from oncall.catalogue.places import Place
    from oncall.catalogue.standby import Standby
    from oncall.catalogue.words import Name, Words


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as its file has it; `places` and `levels` in the file's order, never empty."""

    name: Name
    document: str
    places: tuple[Place, ...]
    levels: tuple[Level, ...]
    services: tuple[Service, ...]
    promise_names: tuple[Name, ...]
    adaptable: bool
    currency: str
    standby: Standby | None = None
    billing: Billing | None = None
    on_site: OnSite | None = None
    intake: Intake | None = None
    escalation: Escalation | None = None
    notes: tuple[Words, ...] = ()

    @property
    def key(self) -> str:
        """The provider's key: its file's name without the ending."""
        return self.name.key


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All providers, by name of their files."""

    providers: tuple[Provider, ...]
