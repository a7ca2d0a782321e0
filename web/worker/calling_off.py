"""Telephones that ring for what somebody has taken on meanwhile are let go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from notify.twilio import RINGS
from oncall.incidents.callbacks import RINGING
from oncall.services import ringing
from web.patience import on_stderr
from web.worker.beside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import ThreadPoolExecutor
    from datetime import datetime

    from oncall.store.db import Database

# How long after a call was handed over it may ring: it has to be set up first.
RING: Final = timedelta(seconds=RINGS + 8)
EVERY: Final = timedelta(seconds=1)


class CallingOff:
    """Has calls ended that a pager has had made and nobody needs any more.

    It is a courtesy: a pager that dies forgets them, a carrier that does not answer is not asked
    twice, and they ring out.
    """

    def __init__(
        self,
        database: Database,
        call_off: Callable[[str], str] | None,
        say: Callable[[str], None] = on_stderr,
    ) -> None:
        self._database = database
        self._call_off = call_off
        self._until: dict[str, datetime] = {}  # by attempt; threads add to it and take from it
        self._beside = Beside(self._end_needless, EVERY, say)

    def rings(self, attempt: str, now: datetime) -> None:
        """Take note of a call that the carrier has; threads may do so at once."""
        if self._call_off is not None:
            self._until[attempt] = now + RING

    def look(self, now: datetime, pool: ThreadPoolExecutor | None) -> None:
        """Call off what nobody needs, once a second; without a pool here and now."""
        for attempt in [each for each, until in list(self._until.items()) if until <= now]:
            self._until.pop(attempt, None)  # who ends it may have taken it meanwhile
        if self._until:
            self._beside.look(now, pool)

    def _end_needless(self, now: datetime) -> None:
        for attempt, sid in ringing.needless(self._database, list(self._until)):
            until = self._until.pop(attempt, now)
            word = self._call_off(sid) if self._call_off is not None else ""
            if word in RINGING:
                self._until[attempt] = until  # it will have ended when it is asked again
            ringing.hear(self._database, attempt, sid, word, now)
