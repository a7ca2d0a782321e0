"""What is agreed with customers: who they are, what they bought, who may call, what they own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from oncall.catalogue.terms import Milestone
    from oncall.people import Team
    from oncall.pins import Pin


@dataclass(frozen=True, slots=True)
class Customer:
    """A firm by the name under which bookings and prices have it (`id`), and its full `name`."""

    id: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Hotline:
    """A number (E.164) that customers dial, the teams that answer it, and their languages."""

    number: str
    teams: tuple[Team, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A service that a contract names by its key; `amount` of it where a number is agreed."""

    key: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class Adapted:
    """A promise for which a contract has another time than its level."""

    promise: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Contract:
    """What a customer bought, and from when on; provider, level and site as the catalogue has them.

    `start` is the first day, `until` the last one where that was agreed; both are local days of
    the site, which is the provider's first where it is None. `milestones` are those whose days are
    known. `notice_received` is the day on which notice came in. `pauses` tells whether clocks may
    pause while the customer is waited for.
    """

    id: str
    customer: Customer
    provider: str
    level: str
    site: str | None
    start: date
    until: date | None
    milestones: Mapping[Milestone, date]
    notice_received: date | None
    options: tuple[Option, ...]
    adapted: tuple[Adapted, ...]
    pauses: bool
    ticket_prefix: str
    hotline: Hotline | None

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody of a customer who may call; `phones` are E.164, `pin` is how they prove it.

    `trained` people may book standby; a delegate acts for another contact.
    """

    customer: Customer
    name: str
    phones: tuple[str, ...]
    email: str
    pin: Pin | None
    trained: bool
    delegate_of: str | None


@dataclass(frozen=True, slots=True)
class Product:
    """Something that a customer owns; under warranty to the end of a day, if at all."""

    customer: Customer
    product: str
    serial: str
    contract: str | None
    warranty_until: date | None
