"""What a practice carrier is made from: accounts, numbers with webhooks, people with phones."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

from notify.carrier.behaviours import Behaviour, ByHand, Reads, Texting
from notify.carrier.faults import Faults
from notify.carrier.sids import fixed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Method = Literal["GET", "POST"]
BY_HAND: Final = ByHand()
READS: Final = Reads()
NO_FAULTS: Final = Faults()


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the account, or an alphanumeric sender, which nobody can call or answer."""

    number: str
    voice_url: str = ""
    voice_method: Method = "POST"
    voice_fallback_url: str = ""
    voice_fallback_method: Method = "POST"
    status_callback: str = ""
    status_callback_method: Method = "POST"
    sms_url: str = ""
    sms_method: Method = "POST"
    sms_fallback_url: str = ""
    sms_fallback_method: Method = "POST"
    name: str = ""
    texts: bool = True

    @property
    def sid(self) -> str:
        """Return its identifier."""
        return fixed("PN", self.number)

    @property
    def can_be_answered(self) -> bool:
        """Tell whether people can call it and text it back."""
        return self.number.startswith("+")


@dataclass(frozen=True, slots=True)
class Account:
    """An account: who may use the interface, with which numbers, how fast."""

    sid: str
    token: str  # signs webhooks, and opens the interface
    numbers: tuple[Number, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)  # API keys, SK…, and their secrets
    name: str = "practice"
    calls_per_second: float = 1.0
    texts_per_second: float = 10.0
    countries: tuple[str, ...] = ("+49", "+44", "+352", "+33", "+32")  # may be called and texted


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a phone. An anonymous one doesn't show its number when calling.

    On the page `note` stands beside the number, and `calls` is the number that is dialled first.
    """

    name: str
    number: str
    language: Literal["de", "en"] = "de"
    behaviour: Behaviour = BY_HAND
    texting: Texting = READS
    is_anonymous: bool = False
    role: str = ""
    note: str = ""
    calls: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """What somebody at the page is led through: steps, and who plays a part, by their numbers.

    `link` is a word and an address to go on at; `now` are sentences about the present moment.
    """

    steps: tuple[str, ...]
    cast: tuple[str, ...] = ()
    link: tuple[str, str] | None = None
    now: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prices:
    """What a begun minute of a call and a part of a text cost."""

    outgoing_minute: Decimal = Decimal("0.0450")
    incoming_minute: Decimal = Decimal("0.0100")
    outgoing_part: Decimal = Decimal("0.0750")
    incoming_part: Decimal = Decimal("0.0075")
    currency: str = "EUR"


@dataclass(frozen=True, slots=True)
class Config:
    """A telephone network, whole. `description` is the file of Twilio's own OpenAPI description."""

    accounts: tuple[Account, ...]
    people: tuple[Person, ...] = ()
    faults: Faults = NO_FAULTS
    prices: Prices = field(default_factory=Prices)
    seed: int = 1
    description: Path | None = None
    # By language; the page asks for one whenever it is loaded, and once a minute.
    guides: Mapping[str, Guide] = field(default_factory=dict)
    # Where it is reached from outside; a server puts its own address in where there is none.
    public_url: str = ""
