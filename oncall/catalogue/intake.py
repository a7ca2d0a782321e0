"""How a fault is taken in, and whom a customer speaks to who is not content."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.catalogue.words import Name


class Demand(StrEnum):
    """What a caller is asked for before a fault is taken in."""

    CALLER = "caller"
    COMPANY = "company"
    TELEPHONE = "telephone"
    PRODUCT = "product"
    SERIAL_NUMBER = "serial_number"
    DESCRIPTION = "description"


class Told(StrEnum):
    """What a caller is told when a fault has been taken in."""

    TICKET_NUMBER = "ticket_number"
    CLASSIFICATION = "classification"


@dataclass(frozen=True, slots=True)
class Intake:
    """What is asked and told when a fault is taken in; `put_through` if to a specialist at once."""

    demands: tuple[Demand, ...] = ()
    tells: tuple[Told, ...] = ()
    put_through: bool = False


@dataclass(frozen=True, slots=True)
class Escalation:
    """Whom a customer who is not content may speak to; `any_time` if also outside of all hours."""

    name: Name
    any_time: bool
