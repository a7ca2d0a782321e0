"""The seam to whatever carries a message to a person: a parcel in, a receipt out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from datetime import datetime, timedelta


# What a receipt says where this house has nothing that carries a channel.
NOT_SET_UP: Final = "not-set-up"


class Outcome(StrEnum):
    """What a carrier made of a parcel."""

    ACCEPTED = "accepted"  # it has it; how far it got is heard later
    REFUSED = "refused"  # it will never reach this address on this way
    BUSY = "busy"  # nothing was accepted; it may be handed over again
    DOUBTFUL = "doubtful"  # it may have been accepted, or not
    BROKEN = "broken"  # nothing can be sent to anybody until somebody mends the settings


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message for one address.

    `attempt` is our own id: it is in every address that the carrier calls back. A call has no text:
    the carrier asks for its words when it is answered. After `lasts` it is worth nothing any more.
    `mark` is what its text alone has, where it has such: the rest may be told otherwise next time.
    """

    attempt: str
    channel: str
    address: str
    text: str
    language: str
    lasts: timedelta
    subject: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a parcel: the carrier's own id for it, its code and its words for a failure.

    A text is paid for by its `parts`. `has_opted_out` is true where the person has forbidden it by
    this way; `again_after` is when something BUSY may be tried again.
    """

    outcome: Outcome
    sid: str = ""
    code: str = ""
    why: str = ""
    has_opted_out: bool = False
    again_after: timedelta | None = None
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a carrier's list has: its id, how far it is, when it was made."""

    sid: str
    status: str
    made_at: datetime


class Silent(Exception):  # noqa: N818 - a fact about the carrier, not a fault of ours
    """The carrier can't be asked now."""


class Sender(Protocol):
    """Carries parcels of one channel; never raises, for every failure is a receipt."""

    name: str

    def send(self, parcel: Parcel) -> Receipt:
        """Hand a parcel to the carrier, once."""

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        """Return what the carrier's list has for the parcel's address; raises Silent."""
