"""The hotline's webhooks: each hears one thing of a caller and answers what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.errors import Unreachable
from oncall.hotline.callers import number_of
from oncall.hotline.prompt import Connect, Digits, End, Held, Key, Line, Prompt, Step
from oncall.hotline.words import say
from oncall.services import hotline, hotline_endings, hotline_messages, hotline_waiting
from oncall.services.hotline import Ringing, Unheard
from oncall.services.hotline_messages import Message
from web.hooks.switchboard import document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import timedelta

    from oncall.clock import Clock
    from oncall.pins import Marker
    from oncall.store.db import Database

    # What the carrier tells with a request.
    Told = Mapping[str, str]


class Hotline:
    """Answers callers; `at` is how the carrier reaches these webhooks, `marker` marks PINs."""

    def __init__(
        self, database: Database, clock: Clock, at: str, longest: timedelta, marker: Marker
    ) -> None:
        self._database = database
        self._marker = marker
        self._clock = clock
        self._at = at
        self._longest = longest
        self._steps: Final[Mapping[str, Callable[[Told], Prompt]]] = {
            Step.LANGUAGE: self._language,
            Step.PIN: self._pin,
            Step.CHOICE: self._choice,
            Step.WAITING: self._waiting,
            Step.KEY: self._key,
            Step.LEFT: self._left,
            Step.JOINED: self._joined,
            Step.OFFERED: self._offered,
            Step.TAKEN: self._taken,
            Step.HELPED: self._helped,
            Step.RECORDED: self._recorded,
        }

    def begins(self, told: Told) -> str:
        """Answer a call; while nothing can be written down, the carrier's fallback is better."""
        return document(self._begin(told), self._at)

    def goes_on(self, step: str, told: Told) -> str | None:
        """Answer at a step; None for one that there is not.

        What could not be written down must not sound as if it were: it is asked for once more.
        """
        answer = self._steps.get(step)
        if answer is None:
            return None
        try:
            return document(answer(told), self._at)
        except Unheard:
            return self.begins(told)
        except Unreachable:
            again = _once_more(step)
            if again is None:
                raise
            return document(again, self._at)

    def ends(self, told: Told) -> None:
        """Hear that a call is over."""
        hotline_endings.ended(self._database, told.get("CallSid", ""), self._clock.now())

    def _begin(self, told: Told) -> Prompt:
        ringing = Ringing(told.get("CallSid", ""), told.get("To", ""), told.get("From", ""))
        return hotline.begin(self._database, ringing, self._clock.now())

    def _language(self, told: Told) -> Prompt:
        """Hear a star, or the PIN of who knows the hotline; digits without a hash are no try."""
        sid, pressed = _pressed(told)
        asked = hotline.language(self._database, sid, pressed, self._clock.now())
        if not _is_finished(told) or pressed == hotline.STAR:
            return asked
        return self._pin({**told, "Digits": pressed.removeprefix(hotline.STAR)})

    def _pin(self, told: Told) -> Prompt:
        sid, digits = _pressed(told)
        no_pin = not digits and _is_finished(told)
        now, marker = self._clock.now(), self._marker
        return hotline.pin(self._database, sid, digits, now, no_pin=no_pin, marker=marker)

    def _choice(self, told: Told) -> Prompt:
        return hotline.choice(self._database, *_pressed(told), self._clock.now())

    def _waiting(self, told: Told) -> Prompt:
        sid, _ = _pressed(told)
        return hotline_waiting.waits(self._database, sid, self._longest, self._clock.now())

    def _key(self, told: Told) -> Prompt:
        now = self._clock.now()
        return hotline_waiting.key(self._database, *_pressed(told), self._longest, now)

    def _left(self, told: Told) -> Prompt:
        sid, result = told.get("CallSid", ""), told.get("QueueResult", "")
        return hotline_endings.left(self._database, sid, result, self._clock.now())

    def _joined(self, told: Told) -> Prompt:
        return hotline_waiting.joined(self._database, told.get("CallSid", ""), self._clock.now())

    def _offered(self, told: Told) -> Prompt:
        return hotline_endings.offered(self._database, told.get("ParentCallSid", ""))

    def _taken(self, told: Told) -> Prompt:
        """Connect whoever pressed 1 at the helpdesk; anything else is nobody."""
        sid, number = told.get("ParentCallSid", ""), number_of(told.get("To", ""))
        takes = told.get("Digits") == "1" and hotline_endings.helps(
            self._database, sid, number, self._clock.now()
        )
        return Prompt((), Connect() if takes else End())

    def _helped(self, told: Told) -> Prompt:
        return hotline_endings.helped(self._database, told.get("CallSid", ""), self._clock.now())

    def _recorded(self, told: Told) -> Prompt:
        sid, seconds = told.get("CallSid", ""), told.get("RecordingDuration", "")
        message = Message(
            told.get("RecordingSid", ""),
            told.get("RecordingUrl", ""),
            int(seconds) if seconds.isascii() and seconds.isdigit() else 0,
        )
        return hotline_messages.recorded(self._database, sid, message, self._clock.now())


def _pressed(told: Told) -> tuple[str, str]:
    return told.get("CallSid", ""), told.get("Digits", "")


def _is_finished(told: Told) -> bool:
    return told.get("FinishedOnKey") == "#"


def _once_more(step: str) -> Prompt | None:
    """Ask once more at the same step; who waits in the queue is held there.

    None where there is nothing to ask: the carrier goes to its fallback.
    """
    lines = tuple(Line(each, say(each, "trouble")) for each in ("de", "en"))
    if step in {Step.WAITING, Step.JOINED}:
        return Prompt((), Connect())
    if step == Step.KEY:
        return Prompt(lines, Held(Step.KEY))
    if step in {Step.LANGUAGE, Step.PIN}:
        return Prompt(lines, Digits(Step(step)))
    return Prompt(lines, Key(Step.CHOICE)) if step == Step.CHOICE else None
