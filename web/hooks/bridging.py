"""An engineer and a caller are brought together: out of the queue, or by a call back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.switchboard import Document
from notify.twiml import Ask, spoken
from oncall.hotline.call import queue_of
from oncall.hotline.prompt import Step
from oncall.incidents.speech import say
from web.hooks.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oncall.incidents.speech import Offer

# So long the telephone of a caller rings who is called back.
RINGS: Final = 30
# So long somebody has to find a pen and a quiet place before they call back.
UNTIL_READY: Final = 30


class Bridges:
    """Answers in the call of an engineer; `number` is ours where no caller has dialled another."""

    def __init__(self, at: str, number: str) -> None:
        self._at = at
        self._number = number

    def fetch(self, attempt: str, language: str, offer: Offer, lines: Sequence[str]) -> str:
        """Connect with whoever has waited longest in the queue of an incident."""
        made = Document(_spoken(language, lines or [say(language, "connecting")]))
        joined = f"{self._at}/hotline/{Step.JOINED}"
        after = self._after(attempt, language, offer)
        return made.fetches(queue_of(offer.incident), joined, after)

    def ask(self, attempt: str, language: str, offer: Offer, lines: Sequence[str]) -> str:
        """Ask whether the caller is to be called back now."""
        query = Asked(offer.incident, 0, language).query
        ask = Ask(f"{self._at}/voice/{attempt}/dial?{query}", UNTIL_READY)
        return spoken(_spoken(language, [*lines, say(language, "dial")]), ask)

    def call(self, attempt: str, language: str, offer: Offer) -> str:
        """Call the number that is on record, and show ours."""
        made = Document(_spoken(language, [say(language, "connecting")]))
        after = self._after(attempt, language, offer)
        return made.dials(offer.dials, offer.shown or self._number, after, RINGS)

    def _after(self, attempt: str, language: str, offer: Offer) -> str:
        query = Asked(offer.incident, 0, language).query
        return f"{self._at}/voice/{attempt}/bridged?{query}"


def _spoken(language: str, lines: Sequence[str]) -> list[tuple[str, str]]:
    return [(language, line) for line in lines]
