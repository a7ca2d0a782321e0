"""How a page gets to a person: how far one is, what is sent by whom, what is heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

# Who sends has so long (RELIABILITY: the time-out of 5 s is shorter), and what is doubtful is
# waited for so long before the carrier's list is asked.
LEASE: Final = timedelta(seconds=8)
DOUBT: Final = timedelta(seconds=15)
# A call is over by then, whether or not the carrier has said so.
LONGEST_CALL: Final = timedelta(minutes=3)


class Sent(StrEnum):
    """How far a page is."""

    PENDING = "pending"
    SENDING = "sending"  # under a lease
    DOUBTFUL = "doubtful"  # handed over or not, nobody knows
    ACCEPTED = "accepted"  # the carrier has it
    DELIVERED = "delivered"
    ANSWERED = "answered"  # somebody or a mailbox picked up: no acceptance
    FAILED = "failed"
    WITHDRAWN = "withdrawn"

    @property
    def may_come(self) -> bool:
        """True while it may still reach somebody, or has."""
        return self not in {Sent.FAILED, Sent.WITHDRAWN}


# Later ones are not taken back by what comes late, twice or in another order (S7).
RANKS: Final = {
    Sent.PENDING: 0,
    Sent.SENDING: 0,
    Sent.DOUBTFUL: 0,
    Sent.ACCEPTED: 1,
    Sent.ANSWERED: 2,
    Sent.DELIVERED: 3,
    Sent.FAILED: 3,
    Sent.WITHDRAWN: 3,
}


@dataclass(frozen=True, slots=True)
class Errand:
    """What a sender is to hand over: pages of one person for one address, by one attempt."""

    attempt: str
    pages: tuple[int, ...]
    person: str
    channel: str
    address: str
    began_at: datetime


@dataclass(frozen=True, slots=True)
class News:
    """What a carrier calls back with about an attempt: the higher `rank` is the later."""

    attempt: str
    word: str  # the carrier's own
    rank: int
    sent: Sent
    sid: str = ""
    code: str = ""
    is_final_for_address: bool = False
    has_opted_out: bool = False
