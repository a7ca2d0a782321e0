"""Whether an incident waits for a person's answer, and what a word of theirs does to it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from oncall.incidents.deciding import Purpose
from oncall.incidents.hearing import Answer
from oncall.incidents.incident import State

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.incidents.incident import Incident

# The words that an answer is told by, in a call and in a text alike.
ANSWERS: Final[Mapping[Answer, str]] = {
    Answer.YOURS: "yours",
    Answer.ALREADY_YOURS: "already yours",
    Answer.TAKEN: "taken",
    Answer.NOT_YOURS: "taken",
    Answer.OVER: "over",
    Answer.NOT_NOW: "over",
    Answer.PASSED_ON: "passed on",
    Answer.DONE: "done",
}


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
