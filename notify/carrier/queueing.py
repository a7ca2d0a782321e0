"""How fast an account's calls and texts leave: what comes faster waits its turn, as at Twilio."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notify.carrier.config import Account


class Turns:
    """Gives out turns, so many a second."""

    def __init__(self, a_second: float) -> None:
        self._gap = 1 / a_second
        self._next = 0.0

    def wait(self, now: float) -> float:
        """Take the next turn, and return in how many seconds it is."""
        turn = max(now, self._next)
        self._next = turn + self._gap
        return turn - now


class Rates:
    """The turns of an account's calls and of each sender's texts."""

    def __init__(self, account: Account) -> None:
        self.calls = Turns(account.calls_per_second)
        self._texts_a_second = account.texts_per_second
        self._texts: dict[str, Turns] = {}

    def texts(self, sender: str) -> Turns:
        """Return the turns of a sender's texts."""
        return self._texts.setdefault(sender, Turns(self._texts_a_second))
