"""Services, and in which way a level has each: included, optional, charged or not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.catalogue.words import Name, Words


class Inclusion(StrEnum):
    """In which way a level has a service."""

    INCLUDED = "included"
    OPTIONAL = "optional"  # a contract may choose it
    CHARGED = "charged"  # done, and paid for each time
    EXCLUDED = "excluded"


class Channel(StrEnum):
    """By what a customer and a provider talk."""

    EMAIL = "email"
    TELEPHONE = "telephone"
    CHAT = "chat"
    VIDEO = "video"
    REMOTE = "remote"
    TICKETS = "tickets"
    ON_SITE = "on_site"


class When(StrEnum):
    """When a channel is answered: in the level's support hours, or outside of them as well."""

    SUPPORT_HOURS = "support_hours"
    OUT_OF_HOURS = "out_of_hours"


class Agreed(StrEnum):
    """What the number counts by which each contract says how much of a service there is."""

    MONTHS = "months"
    VISITS = "visits"
    TIMES_A_YEAR = "times_a_year"


@dataclass(frozen=True, slots=True)
class Offer:
    """In which way a level has a service, and what is to be said of it there."""

    inclusion: Inclusion
    note: Words | None = None


@dataclass(frozen=True, slots=True)
class Service:
    """Something that a provider does.

    `channel` and `when` are set where the service is to be reached by that channel then.
    `announced_hours` is how long before its service windows are agreed. `agreed` is set where the
    contract says how much there is. `travel` is True where expenses and travel are included, in
    the countries of the provider's `OnSite`. `needs_contract` is False for what has promises of
    its own.
    """

    name: Name
    note: Words | None = None
    channel: Channel | None = None
    when: When = When.SUPPORT_HOURS
    announced_hours: int | None = None
    agreed: Agreed | None = None
    travel: bool = False
    needs_contract: bool = True

    @property
    def key(self) -> str:
        """The service's key in the file."""
        return self.name.key
