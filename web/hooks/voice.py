"""A call to somebody on call: one incident after the other is offered, and keys are obeyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.twiml import Ask
from oncall.errors import Unreachable
from oncall.incidents import speech
from oncall.incidents.deciding import Purpose
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.speech import SILENCES, Key, say
from oncall.services import acting, calling, proving
from web.hooks.asked import Asked, read_asked
from web.hooks.bridging import FETCHES, Bridges

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from notify.twiml import Speaker
    from oncall.clock import Clock
    from oncall.incidents.seal import Seal
    from oncall.incidents.speech import Offer
    from oncall.services.calling import Call
    from oncall.store.db import Database
    from web.carriers import Carriers

# What a call is for where it is for no incident: a code, or a test.
NO_INCIDENT: Final = 0
# So many keys without a meaning are a pocket or a machine, not somebody who answers.
WRONGS: Final = 3
NO_OPTIONS: Final = {(Purpose.ASKED, Key.CALL_BACK), (Purpose.CONNECT, Key.DECLINE)}


class Voice:
    """Answers calls; `at` is how the carrier reaches our webhooks."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        at: str,
        seal: Seal,
        carriers: Carriers,
        speaker: Speaker,
    ) -> None:
        self._database = database
        self._clock = clock
        self._at = at
        self._seal = seal
        self._bridges = Bridges(at, carriers.number, speaker)
        self._restraint = carriers.restraint
        self._speaker = speaker

    def words(self, attempt: str) -> str:
        """Return what is said to whoever picks up; raises Unreachable."""
        call = self._call(attempt)
        if call is None:
            return self._end("en", [say("en", "nothing")])
        if call.message is not None:
            return self._message(attempt, call, 0, [])
        return self._next(attempt, call, after=0, before=[])

    def key(self, attempt: str, told: Mapping[str, str], pressed: str) -> str:
        """Return what is said to a key; where it can't be written it is asked for once more."""
        asked = read_asked(told)
        try:
            return self._key(attempt, asked, pressed)
        except Unreachable:
            # An acceptance that nobody could write down must not sound like one.
            lines = [say(asked.language, "unwritten")]
            return self._asking(attempt, asked, lines)

    def _key(self, attempt: str, asked: Asked, pressed: str) -> str:
        call = self._call(attempt)
        if call is None:
            return self._end(asked.language, [say(asked.language, "nothing")])
        offer = call.of(asked.incident)
        key = next((each for each in Key if each == pressed), None)
        if offer is None:
            return self._key_of_message(attempt, call, asked, key)
        if key is Key.REPEAT:
            return self._offer(attempt, call, offer, asked._replace(silences=0), [])
        if key is None or (offer.purpose, key) in NO_OPTIONS:
            return self._again(attempt, call, offer, asked, pressed)
        now = self._clock.now()
        said = calling.press(self._database, call.person, offer, key, now)
        return self._after(attempt, offer, key, said)

    def _after(self, attempt: str, offer: Offer, key: Key, said: Answer) -> str:
        """Say what came of a key, and go on with what else waits."""
        call = self._call(attempt)
        if call is None:
            raise AssertionError(attempt)
        now = call.of(offer.incident) or offer
        is_mine = said in {Answer.YOURS, Answer.ALREADY_YOURS}
        is_known = is_mine and offer.purpose is Purpose.CONNECT
        lines = [speech.answered(call.language, now, said)] * (not is_known)
        if key is Key.CALL_BACK and is_mine:
            lines.append(speech.called_back(call.language, offer))
            if now.dials:
                return self._bridges.ask(attempt, call.language, now, lines)
        if key is Key.ACCEPT and is_mine and now.has_caller:
            lines.append(say(call.language, "connecting"))
            return self._bridges.fetch(attempt, call.language, now, lines)
        return self._next(attempt, call, offer.incident, lines)

    def bridged(self, attempt: str, told: Mapping[str, str], how: Mapping[str, str]) -> str:
        """Go on after a conversation; where there was none, the caller can be called back."""
        asked, call, offer = self._asked(attempt, told)
        if call is None or offer is None:
            return self._end(asked.language, [])
        if how.get("DialCallStatus") == "completed":
            return self._next(attempt, call, offer.incident, [])
        if offer.has_caller and asked.fetches < FETCHES:
            # They still listen to their ticket number, and have no queue yet.
            lines = [say(call.language, "a moment")]
            return self._bridges.fetch(attempt, call.language, offer, lines, asked.fetches)
        name = "not reached" if how.get("DialCallSid") else "caller gone"
        lines = [say(call.language, name)]
        if offer.dials:
            return self._bridges.ask(attempt, call.language, offer, lines, asked.fetches)
        return self._next(attempt, call, offer.incident, lines)

    def dial(self, attempt: str, told: Mapping[str, str], pressed: str) -> str:
        """Call a caller back by our number, if 1 is pressed; who does so works on it."""
        asked, call, offer = self._asked(attempt, told)
        if call is None or offer is None:
            return self._end(asked.language, [])
        if pressed != Key.ACCEPT or not offer.dials or not offer.is_mine:
            return self._next(attempt, call, asked.incident, [])
        if offer.has_caller and asked.fetches < FETCHES:  # who waits would be engaged
            return self._bridges.fetch(attempt, call.language, offer, [], asked.fetches)
        acting.start(self._database, offer.incident, Act(call.person, "key", self._clock.now()))
        return self._bridges.call(attempt, call.language, offer)

    def _call(self, attempt: str) -> Call | None:
        return calling.call(self._database, attempt, self._clock.now(), self._restraint)

    def _asked(
        self, attempt: str, told: Mapping[str, str]
    ) -> tuple[Asked, Call | None, Offer | None]:
        asked = read_asked(told)
        call = self._call(attempt)
        return asked, call, call.of(asked.incident) if call else None

    def _next(self, attempt: str, call: Call, after: int, before: list[str]) -> str:
        """Offer the next incident that waits; after the last one it is goodbye."""
        waiting = call.after(after)
        late = next((each for each in call.offers if each.is_late), None)
        if not waiting and not before and late:
            lines = [say(call.language, "caller gone")]
            return self._bridges.ask(attempt, call.language, late, lines)
        if not waiting:
            lines = before or speech.too_late(call.language, call.offers)
            return self._end(call.language, lines)
        return self._offer(attempt, call, waiting[0], Asked(0, 0, call.language), before)

    def _offer(
        self, attempt: str, call: Call, offer: Offer, asked: Asked, before: list[str]
    ) -> str:
        further = len(call.after(offer.incident))
        lines = before + speech.offered(call.language, offer, further)
        asked = asked._replace(incident=offer.incident, language=call.language, fetches=0)
        return self._asking(attempt, asked, lines)

    def _again(self, attempt: str, call: Call, offer: Offer, asked: Asked, pressed: str) -> str:
        """Offer it once more; without a key or with wrong ones it ends, and nothing is accepted."""
        silences, wrongs = asked.silences + (not pressed), asked.wrongs + bool(pressed)
        name = "wrong key" if pressed else "silent"
        if silences >= SILENCES or wrongs >= WRONGS:
            return self._end(call.language, [speech.unanswered(call.language, offer)])
        asked = asked._replace(silences=silences, wrongs=wrongs)
        return self._offer(attempt, call, offer, asked, [say(call.language, name)])

    def _message(self, attempt: str, call: Call, silences: int, before: list[str]) -> str:
        """Say the digits that prove whose number it is, or ask for a key to confirm a test."""
        if call.message is None:
            raise AssertionError(attempt)
        kind, facts = call.message
        if kind == proving.PROOF:
            digits = speech.digits(proving.digits_of(self._database, facts, self._seal) or "")
            return self._end(
                call.language, [say(call.language, "code", digits=digits)] * bool(digits)
            )
        lines = [*before, say(call.language, "test")]
        return self._asking(attempt, Asked(NO_INCIDENT, silences, call.language), lines)

    def _key_of_message(self, attempt: str, call: Call, asked: Asked, key: Key | None) -> str:
        if call.message is None:
            return self._next(attempt, call, asked.incident, [])
        if key is Key.ACCEPT:
            proving.tested(self._database, call.message[1], self._clock.now())
            return self._end(call.language, [say(call.language, "test done")])
        silences = asked.silences + (key is not Key.REPEAT)
        if silences >= SILENCES:
            return self._end(call.language, [])
        return self._message(attempt, call, silences, [])

    def _asking(self, attempt: str, asked: Asked, lines: Iterable[str]) -> str:
        ask = Ask(f"{self._at}/voice/{attempt}/key?{asked.query}")
        return self._speaker.spoken([(asked.language, line) for line in lines], ask)

    def unreadable(self) -> str:
        """Return what is said while the database is gone: whose language it is, nobody knows."""
        return self._speaker.spoken([(each, say(each, "unreadable")) for each in ("de", "en")])

    def _end(self, language: str, lines: Iterable[str]) -> str:
        said = (*lines, say(language, "goodbye"))
        return self._speaker.spoken([(language, line) for line in said])
