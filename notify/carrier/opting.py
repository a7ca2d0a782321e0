"""STOP and START by text: who wants no more texts from a number, and who wants them again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.carrier.phones import Text

if TYPE_CHECKING:
    from notify.carrier.phones import Phone

STOP: Final = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})
START: Final = frozenset({"START", "UNSTOP", "YES"})
STOPPED: Final = "You will get no more texts from this number. Reply START to get them again."
STARTED: Final = "You will get texts from this number again. Reply STOP to end them."


def obey_word(phone: Phone, number: str, body: str, now: float) -> None:
    """Stop or allow a number's texts to a phone, where its text is one of the words for it."""
    word = body.strip().upper()
    if word in STOP:
        phone.opted_out.add(number)
        phone.texts.append(Text(now, STOPPED, number, is_notice=True))
    elif word in START:
        phone.opted_out.discard(number)
        phone.texts.append(Text(now, STARTED, number, is_notice=True))
