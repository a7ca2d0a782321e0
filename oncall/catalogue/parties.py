"""Who may buy a level, ask for help, and by what right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.catalogue.words import Name


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who may buy or ask: a kind of customer or contact; `trained` if only such may."""

    name: Name
    trained: bool = False

    @property
    def key(self) -> str:
        """The party's key in the file."""
        return self.name.key


class Entitled(StrEnum):
    """What gives a right to a level: a contract, a device in warranty, or being a customer."""

    CONTRACT = "contract"
    WARRANTY = "warranty"
    CUSTOMER = "customer"


class Tier(StrEnum):
    """Whose questions are answered: those of 1st, 2nd or 3rd level support, or of users."""

    FIRST = "1st"
    SECOND = "2nd"
    THIRD = "3rd"
    USERS = "users"
