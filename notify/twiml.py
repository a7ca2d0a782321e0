"""What a carrier is answered: words to say, a key to ask for, a text to send back; as TwiML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from twilio.twiml.messaging_response import MessagingResponse  # type: ignore[import-untyped]
from twilio.twiml.voice_response import Gather, VoiceResponse  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KIND: Final = "text/xml; charset=utf-8"
# Language -> (the language as carriers call it, a voice that speaks it).
VOICES: Final[Mapping[str, tuple[str, str]]] = {
    "de": ("de-DE", "Polly.Vicki-Neural"),
    "en": ("en-GB", "Polly.Amy-Neural"),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks for one key; without one the carrier comes to `action` after so many seconds too."""

    action: str
    seconds: int = 10


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says lines, (language, words) each, in a firm's voices, which are as VOICES."""

    voices: Mapping[str, tuple[str, str]]

    def say(self, place: VoiceResponse | Gather, lines: Sequence[tuple[str, str]]) -> None:
        """Put lines into a document; a language that has no voice is spoken by the English one."""
        for language, words in lines:
            tongue, voice = self.voices.get(language) or self.voices["en"]
            place.say(words, voice=voice, language=tongue)

    def spoken(self, lines: Sequence[tuple[str, str]], ask: Ask | None = None) -> str:
        """Return the document that says lines, and asks or hangs up.

        Whoever presses a key while it speaks is understood at once.
        """
        document = VoiceResponse()
        place: VoiceResponse | Gather = document
        if ask is not None:
            place = document.gather(
                action=ask.action,
                method="POST",
                input="dtmf",
                num_digits=1,
                timeout=ask.seconds,
                finish_on_key="",  # star is a key like others
                action_on_empty_result=True,
            )
        self.say(place, lines)
        document.hangup()
        return str(document)


def texted(words: str) -> str:
    """Return the document that answers a text with a text."""
    document = MessagingResponse()
    document.message(words)
    return str(document)
