"""A call to the hotline, as it is kept from one answer to the next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.hotline.serving import Help

# Whoever came, or began to wait, so long ago does not wait any more, whatever the carrier told: no
# wait is longer (web/carriers.py), and two minutes are enough for what is said around it.
LONGEST_WAIT: Final = timedelta(minutes=5)
AWAITED: Final = LONGEST_WAIT + timedelta(minutes=2)


class Place(StrEnum):
    """How far a call is."""

    ASKED = "asked"  # nobody knows yet who it is
    TAKEN = "taken"  # there is an incident
    WAITING = "waiting"  # in the queue
    TOLD = "told"  # out of the queue, for somebody calls back
    MESSAGE = "message"  # out of the queue, to leave a message
    TALKING = "talking"  # with an engineer or the helpdesk

    @property
    def rank(self) -> int:
        """How far that is; a call never goes back, in whatever order the carrier tells."""
        return RANKS[self]


RANKS: Final = {
    Place.ASKED: 0,
    Place.TAKEN: 1,
    Place.WAITING: 2,
    Place.TOLD: 3,
    Place.MESSAGE: 3,
    Place.TALKING: 4,
}
# Who is there can be put through, and has not chosen anything else.
IN_REACH: Final = frozenset({Place.TAKEN, Place.WAITING})


@dataclass(frozen=True, slots=True)
class Call:
    """A call: `sid` is the carrier's id for it, `number` what was dialled, `zone` whose time holds.

    `caller` is E.164 or nothing; `contact` is the name of whoever proved to be it. `tries` are
    wrong PINs. `ticket` is the number of the incident, `opens` when hours open again, `promised`
    until when somebody calls back, `waits_since` since when it is in the queue.
    """

    sid: str
    number: str
    caller: str
    began_at: datetime
    language: str
    place: Place = Place.ASKED
    customer: str | None = None
    contact: str = ""
    is_verified: bool = False
    tries: int = 0
    incident: int | None = None
    ticket: str = ""
    help: Help | None = None
    opens: datetime | None = None
    promised: datetime | None = None
    zone: str = ""
    waits_since: datetime | None = None
    ended_at: datetime | None = None

    def at(self, place: Place, now: datetime) -> Call:
        """Return it at a place, or as it is where it has come further already."""
        if place.rank < self.place.rank:
            return self
        since = now if place is Place.WAITING else None
        return replace(self, place=place, waits_since=self.waits_since or since)

    @property
    def queue(self) -> str:
        """The name of the queue in which callers about its incident wait."""
        return queue_of(self.incident)


def queue_of(incident: int | None) -> str:
    """Return the name of the queue of an incident."""
    return f"incident-{incident}"
