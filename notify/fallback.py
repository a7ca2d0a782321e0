"""What a carrier says and does when none of our webhooks answers: one document, and no webhook.

It lies at the carrier, so that it needs nothing of ours (TELEPHONY, `voice_fallback_url`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from twilio.twiml.voice_response import VoiceResponse  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notify.twiml import Speaker

    # Sentences, each with its language.
    Lines = Sequence[tuple[str, str]]

RINGS: Final = 22  # seconds for each; a mobile's mailbox takes over after 25
LONGEST: Final = 120  # seconds of a message


def static(
    apology: Lines,
    numbers: Sequence[str],
    otherwise: Lines,
    speaker: Speaker,
) -> str:
    """Return the document: an apology, numbers (E.164) rung one after the other, a recording.

    Numbers are fixed ones; a caller's digits are never dialled.
    """
    document = VoiceResponse()
    speaker.say(document, apology)
    if numbers:
        dial = document.dial(timeout=RINGS, sequential=True)
        for number in numbers:
            dial.number(number)
    speaker.say(document, otherwise)
    document.record(max_length=LONGEST, finish_on_key="#", play_beep=True)
    document.hangup()
    return str(document)
