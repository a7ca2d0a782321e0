"""A dead-man's switch: somebody outside is told by silence that the pager has stalled."""

from __future__ import annotations

from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Final, Self

import requests

from web.patience import on_stderr

if TYPE_CHECKING:
    from collections.abc import Callable

    # Tells the time in seconds, from whenever.
    Stopwatch = Callable[[], float]

# Whoever watches should take silence of 45 s for a stall: with the last beat up to 15 s after the
# last turn, somebody is told within a minute (RELIABILITY, P5 and L5).
EVERY: Final = 15.0
# A turn takes less than a second; so long without one, the beats stop.
STALLED: Final = 15.0
TIMEOUT: Final = 5.0


class Heart:
    """Beats at a watcher's address while the pager turns, and only then.

    `turned` is to be called at the end of each turn, by the pager itself: a process that is there
    and does nothing must not beat. Beats are sent from a thread of their own, for a slow watcher is
    no reason for a late page.
    """

    def __init__(
        self,
        address: str,
        send: Callable[[str], None] | None = None,
        say: Callable[[str], None] = on_stderr,
        stopwatch: Stopwatch = monotonic,
    ) -> None:
        self._address = address
        self._send = send or _post
        self._say = say
        self._stopwatch = stopwatch
        self._turned_at: float | None = None
        self._failed = False
        self._over = Event()
        self._thread = Thread(target=self._run, name="heart", daemon=True)

    def __enter__(self) -> Self:
        if self._address:
            self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()

    def turned(self) -> None:
        """Take note that the pager has done all that was due."""
        self._turned_at = self._stopwatch()

    def beat(self) -> bool:
        """Beat if the pager turns; tell whether it was done."""
        at = self._turned_at
        if at is None or self._stopwatch() - at > STALLED:
            return False
        try:
            self._send(self._address)
        except requests.RequestException as error:
            self._tell(f"the watcher can't be told that pages go out: {type(error).__name__}")
            return False
        self._failed = False
        return True

    def _tell(self, sentence: str) -> None:
        if not self._failed:
            self._say(sentence)
        self._failed = True

    def _run(self) -> None:
        while not self._over.is_set():
            self.beat()
            self._over.wait(EVERY)


def _post(address: str) -> None:
    requests.post(address, timeout=TIMEOUT, allow_redirects=False).raise_for_status()
