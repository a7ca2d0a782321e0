"""What a carrier is answered in a call that came in: ask, queue, hold, ring, record; as TwiML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from twilio.twiml.voice_response import Dial, VoiceResponse  # type: ignore[import-untyped]

from notify.twiml import VOICES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    # Sentences, each with its language.
    Lines = Sequence[tuple[str, str]]

# A PIN has ten digits at most, and a star may stand before it.
MOST_DIGITS: Final = 11
LONGEST_SILENCE: Final = 10  # seconds


class Document:
    """A document that is put together from sentences and one thing that the line does after."""

    def __init__(self, lines: Lines, voices: Mapping[str, tuple[str, str]] = VOICES) -> None:
        self._lines = lines
        self._voices = voices
        self._made = VoiceResponse()

    def asks_key(self, action: str, seconds: int) -> str:
        """Ask for one key; without one `action` is asked too."""
        return self._asks(action, seconds, num_digits=1, finish_on_key="")

    def asks_digits(self, action: str, seconds: int) -> str:
        """Ask for digits that a hash ends; without any `action` is asked too."""
        return self._asks(action, seconds, num_digits=MOST_DIGITS, finish_on_key="#")

    def queues(self, name: str, wait: str, action: str) -> str:
        """Wait in a queue with what `wait` says; `action` is asked when it is left."""
        self._say(self._made)
        self._made.enqueue(name, wait_url=wait, wait_url_method="POST", action=action)
        return str(self._made)

    def holds(self, action: str, music: str, tunes: int, seconds: int) -> str:
        """Stay in the queue: a key is told to `action`, and without one it is heard anew.

        `music` is played so often after the sentences, then it is silent for so many seconds.
        """
        place = self._made.gather(
            action=action,
            method="POST",
            input="dtmf",
            num_digits=1,
            timeout=seconds,
            finish_on_key="",
        )
        self._say(place)
        if tunes:
            place.play(music, loop=tunes)
        return str(self._made)

    def leaves(self) -> str:
        """Leave the queue."""
        self._say(self._made)
        self._made.leave()
        return str(self._made)

    def rings(self, numbers: Sequence[str], whisper: str, action: str, seconds: int) -> str:
        """Ring numbers one after the other; `whisper` is what is said to whoever picks up."""
        self._say(self._made)
        dial = self._made.dial(action=action, method="POST", timeout=seconds, sequential=True)
        for number in numbers:
            dial.number(number, url=whisper, method="POST")
        return str(self._made)

    def records(self, action: str, longest: int, otherwise: Lines) -> str:
        """Record a message after a beep; where nothing is said, say something else and end."""
        self._say(self._made)
        self._made.record(
            action=action,
            method="POST",
            max_length=longest,
            finish_on_key="#",
            play_beep=True,
            trim="trim-silence",
        )
        self._say(self._made, otherwise)
        self._made.hangup()
        return str(self._made)

    def fetches(self, queue: str, joined: str, action: str, pause: int = 0) -> str:
        """Connect with the first of a queue, who hears `joined`; `action` is asked after.

        Before that it is quiet for so many seconds: a queue that nobody has been in yet is none,
        and one can't wait in front of it.
        """
        self._say(self._made)
        if pause:
            self._made.pause(length=pause)
        # Who still listens to their ticket number is in the queue in a moment.
        dial = Dial(action=action, method="POST", timeout=LONGEST_SILENCE)
        dial.queue(queue, url=joined, method="POST")
        self._made.append(dial)
        return str(self._made)

    def dials(self, number: str, shown: str, action: str, seconds: int) -> str:
        """Call a number that sees another one; `action` is asked after."""
        self._say(self._made)
        dial = self._made.dial(
            action=action, method="POST", timeout=seconds, caller_id=shown, answer_on_bridge=True
        )
        dial.number(number)
        return str(self._made)

    def goes_on(self) -> str:
        """Say it and go on with what the call was doing: it is connected."""
        self._say(self._made)
        return str(self._made)

    def ends(self) -> str:
        """Hang up."""
        self._say(self._made)
        self._made.hangup()
        return str(self._made)

    def _asks(self, action: str, seconds: int, *, num_digits: int, finish_on_key: str) -> str:
        place = self._made.gather(
            action=action,
            method="POST",
            input="dtmf",
            num_digits=num_digits,
            timeout=seconds,
            finish_on_key=finish_on_key,
            action_on_empty_result=True,
        )
        self._say(place)
        self._made.hangup()
        return str(self._made)

    def _say(self, place: VoiceResponse, lines: Lines | None = None) -> None:
        for language, words in self._lines if lines is None else lines:
            tongue, voice = self._voices.get(language) or self._voices["en"]
            place.say(words, voice=voice, language=tongue)
