"""Telephones that ring for what somebody has taken on meanwhile are let go."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from notify.twilio import RINGS
from oncall.errors import Unreachable
from oncall.services import delivering

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor
    from datetime import datetime

    from oncall.store.db import Database

# How long after a call was handed over it may ring: it has to be set up first.
RING: Final = timedelta(seconds=RINGS + 8)
EVERY: Final = timedelta(seconds=1)


class CallingOff:
    """Has calls ended that a pager has had made and nobody needs any more.

    It is a courtesy: a pager that dies forgets them, a carrier that does not answer is not asked
    twice, and they ring out. One thread at most is taken from those who send.
    """

    def __init__(self, database: Database, call_off: Callable[[str], None] | None) -> None:
        self._database = database
        self._call_off = call_off
        self._until: dict[str, datetime] = {}  # by attempt
        self._looked_at: datetime | None = None
        self._job: Future[None] | None = None

    def rings(self, attempt: str, now: datetime) -> None:
        """Take note of a call that the carrier has; threads may do so at once."""
        if self._call_off is not None:
            self._until[attempt] = now + RING

    def look(self, now: datetime, pool: ThreadPoolExecutor | None) -> None:
        """Call off what nobody needs, once a second; without a pool here and now."""
        for attempt in [each for each, until in list(self._until.items()) if until <= now]:
            del self._until[attempt]
        is_busy = self._job is not None and not self._job.done()
        if not self._until or is_busy or (self._looked_at and now < self._looked_at + EVERY):
            return
        self._looked_at = now
        if pool is None:
            self._end_needless()
        else:
            self._job = pool.submit(self._end_needless)

    def _end_needless(self) -> None:
        try:
            found = delivering.needless(self._database, list(self._until))
        except Unreachable:
            return
        for attempt, sid in found:
            self._until.pop(attempt, None)
            if self._call_off is not None:
                self._call_off(sid)
