"""Calls whose end nobody has told are asked for at the carrier: a call back may be lost."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.services import ringing
from web.patience import on_stderr
from web.worker.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor
    from datetime import datetime

    from oncall.store.db import Database

EVERY: Final = timedelta(seconds=5)
AGAIN: Final = timedelta(minutes=1)
# One after the other, each five seconds at most: a carrier that hangs has one thread.
AT_A_TIME: Final = 8


class Asking:
    """Asks how far calls of over a minute are, each once a minute at most.

    It is a courtesy: what is not asked for is held to be over after three minutes. Several pagers
    may ask for the same.
    """

    def __init__(
        self,
        database: Database,
        how_far: Callable[[str], str] | None,
        say: Callable[[str], None] = on_stderr,
    ) -> None:
        self._database = database
        self._how_far = how_far
        self._asked_at: dict[str, datetime] = {}  # by attempt
        self._beside = Beside(self._ask, EVERY, say)

    def look(self, now: datetime, pool: ThreadPoolExecutor | None) -> None:
        """Ask for a few, every five seconds; without a pool here and now."""
        if self._how_far is not None:
            self._beside.look(now, pool)

    def _ask(self, now: datetime) -> None:
        since = now - AGAIN
        self._asked_at = {each: at for each, at in self._asked_at.items() if at > since}
        some = ringing.silent(self._database, list(self._asked_at), AT_A_TIME, now)
        for attempt, sid in some:
            self._asked_at[attempt] = now
            if self._how_far is not None:
                ringing.hear(self._database, attempt, sid, self._how_far(sid), now)
