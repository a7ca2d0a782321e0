"""Whether an incident waits for a person's answer, and what a word of theirs does to it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from oncall.incidents.deciding import Purpose
from oncall.incidents.incident import State

if TYPE_CHECKING:
    from oncall.incidents.incident import Incident


class Word(StrEnum):
    """What somebody says to a page, by whatever way."""

    YES = "yes"
    NO = "no"


def waits(incident: Incident, person: str, purpose: Purpose) -> bool:
    """Tell whether an incident waits for what a person says to a page of that purpose."""
    match purpose:
        case Purpose.FAULT:
            return incident.state.climbs
        case Purpose.OFFERED:
            return incident.state.is_open and incident.offered_to == person
        case Purpose.ASKED | Purpose.CONNECT:
            return incident.state is State.ACCEPTED and incident.holder == person
        case Purpose.YOURS:
            return False
