"""A call to the hotline, as it is kept from one answer to the next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.hotline.serving import Help


class Place(StrEnum):
    """How far a call is."""

    ASKED = "asked"  # nobody knows yet who it is
    TAKEN = "taken"  # there is an incident
    WAITING = "waiting"  # in the queue
    TOLD = "told"  # out of the queue, for somebody calls back
    MESSAGE = "message"  # out of the queue, to leave a message
    TALKING = "talking"  # with an engineer or the helpdesk


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

    @property
    def queue(self) -> str:
        """The name of the queue in which callers about its incident wait."""
        return queue_of(self.incident)


def queue_of(incident: int | None) -> str:
    """Return the name of the queue of an incident."""
    return f"incident-{incident}"
