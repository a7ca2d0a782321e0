"""What is decided about an incident: what happens, and whom to page for what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident
    from oncall.incidents.ladder import Channel


class Purpose(StrEnum):
    """What a page wants of a person."""

    FAULT = "fault"  # take it on
    ASKED = "asked"  # you have it: have you begun?
    OFFERED = "offered"  # a colleague hands it over
    YOURS = "yours"  # nothing: what they accepted by a call, to look at
    CONNECT = "connect"  # you have it, and its caller waits: be connected

    @property
    def is_extra(self) -> bool:
        """True where it is sent by the channel that it is for, or not at all."""
        return self in {Purpose.YOURS, Purpose.CONNECT}


@dataclass(frozen=True, slots=True)
class Page:
    """One person to reach by some channels at once; `key` is unique among an incident's pages.

    A person has one page of a decision, though several rungs fall on its instant.
    """

    key: str
    person: str
    channels: tuple[Channel, ...]
    purpose: Purpose
    late: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens now, and whom to page; nothing where the time has not come."""

    incident: Incident
    events: tuple[Event, ...] = ()
    pages: tuple[Page, ...] = ()
