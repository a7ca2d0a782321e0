"""What is said in a call, in German and English: who calls, what waits, which key does what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from oncall.incidents.answers import ANSWERS
from oncall.incidents.deciding import Purpose
from oncall.incidents.hearing import Answer
from oncall.incidents.speech_words import WORDS
from oncall.incidents.texts import short

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta


class Key(StrEnum):
    """What a key means; one option too many is forgotten before it is heard (TELEPHONY: four)."""

    ACCEPT = "1"
    CALL_BACK = "2"  # accept, and hear the caller's number
    DECLINE = "3"
    REPEAT = "*"


# Twice so long without a key is no acceptance: it is a mailbox.
SILENCES: Final = 2
OTHERWISE: Final = "en"


@dataclass(frozen=True, slots=True)
class Offer:
    """An incident as it is told to a person in a call; `holder` is a name."""

    incident: int
    number: str
    who: str
    what: str
    phone: str
    purpose: Purpose
    late: timedelta
    waits: bool  # for this person to answer
    is_open: bool
    holder: str = ""
    is_mine: bool = False  # this person has it
    has_caller: bool = False  # somebody waits in the queue
    shown: str = ""  # our number that the caller dialled
    dials: str = ""  # a number of the caller's that is on record, or nothing

    @property
    def is_late(self) -> bool:
        """True where the caller with whom they were to be connected is gone, and can be called."""
        return (
            self.purpose is Purpose.CONNECT and self.is_mine and not self.waits and bool(self.dials)
        )


def say(language: str, name: str, **values: object) -> str:
    """Return a sentence by its name."""
    words = WORDS.get(language.partition("-")[0].lower(), WORDS[OTHERWISE])
    return words[name].format(**values)


def offered(language: str, offer: Offer, further: int = 0) -> list[str]:
    """Return what is said of an incident that waits: number and customer before all else."""
    lines = [say(language, offer.purpose, number=digits(offer.number), who=_who(language, offer))]
    if what := short(offer.what):
        lines.append(say(language, "what", what=what))
    if minutes := int(offer.late.total_seconds()) // 60:
        lines.append(say(language, "late", minutes=minutes))
    lines.append(say(language, _options(offer)))
    if further:
        lines.append(say(language, "more" if further == 1 else "many", count=further))
    return lines


def answered(language: str, offer: Offer, answer: Answer) -> str:
    """Return what somebody hears to their key."""
    holder = offer.holder or say(language, "somebody")
    return say(language, ANSWERS[answer], number=digits(offer.number), holder=holder)


def unanswered(language: str, offer: Offer) -> str:
    """Return what is said to whoever presses nothing: what is theirs already stays so."""
    if offer.purpose is Purpose.CONNECT:
        return answered(language, offer, Answer.ALREADY_YOURS)
    return say(language, "not accepted")


def called_back(language: str, offer: Offer) -> str:
    """Return the number of whoever reported it, twice."""
    if not offer.phone:
        return say(language, "no phone")
    return say(language, "call", phone=digits(offer.phone))


def too_late(language: str, offers: Sequence[Offer]) -> list[str]:
    """Return who has what was to be offered, for whoever picks up when nothing waits any more."""
    late = [each for each in offers if not each.waits]
    if not late:
        return [say(language, "nothing")]
    return [answered(language, each, _standing(each)) for each in late[:3]]


def _options(offer: Offer) -> str:
    if offer.purpose in {Purpose.ASKED, Purpose.CONNECT}:
        return f"options {offer.purpose}"
    return "options with caller" if offer.has_caller else "options"


def _standing(offer: Offer) -> Answer:
    if not offer.is_open:
        return Answer.OVER
    return Answer.ALREADY_YOURS if offer.is_mine else Answer.TAKEN


def digits(number: str) -> str:
    """Return a number as it is read out: sign by sign."""
    return " ".join(sign for sign in number.replace("+", "00") if sign.isalnum())


def _who(language: str, offer: Offer) -> str:
    return offer.who or say(language, "unknown")
