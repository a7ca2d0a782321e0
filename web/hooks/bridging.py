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
# So often a caller is looked for in the queue, and so many seconds lie between: as long as it takes
# to be told a ticket number and to choose. Who is not there then is gone.
FETCHES: Final = 3
PAUSE: Final = 5
# So long somebody has to find a pen and a quiet place before they call back.
UNTIL_READY: Final = 30


class Bridges:
    """Answers in the call of an engineer; `number` is ours where no caller has dialled another."""

    def __init__(self, at: str, number: str) -> None:
        self._at = at
        self._number = number

    def fetch(
        self, attempt: str, language: str, offer: Offer, lines: Sequence[str], before: int = 0
    ) -> str:
        """Connect with whoever has waited longest in the queue of an incident.

        `before` is how often that was tried already.
        """
        made = Document(_spoken(language, lines or [say(language, "connecting")]))
        joined = f"{self._at}/hotline/{Step.JOINED}"
        after = self._after(attempt, language, offer, before + 1)
        return made.fetches(queue_of(offer.incident), joined, after, PAUSE * bool(before))

    def ask(
        self, attempt: str, language: str, offer: Offer, lines: Sequence[str], fetches: int = 0
    ) -> str:
        """Ask whether the caller is to be called back now; `fetches` as in Asked."""
        query = Asked(offer.incident, 0, language, fetches).query
        ask = Ask(f"{self._at}/voice/{attempt}/dial?{query}", UNTIL_READY)
        return spoken(_spoken(language, [*lines, say(language, "dial")]), ask)

    def call(self, attempt: str, language: str, offer: Offer) -> str:
        """Call the number that is on record, and show ours."""
        made = Document(_spoken(language, [say(language, "connecting")]))
        after = self._after(attempt, language, offer, FETCHES)
        return made.dials(offer.dials, offer.shown or self._number, after, RINGS)

    def _after(self, attempt: str, language: str, offer: Offer, fetches: int) -> str:
        query = Asked(offer.incident, 0, language, fetches).query
        return f"{self._at}/voice/{attempt}/bridged?{query}"


def _spoken(language: str, lines: Sequence[str]) -> list[tuple[str, str]]:
    return [(language, line) for line in lines]
