"""Something that is done beside sending now and then, by one thread at most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import Unreachable
from web.patience import on_stderr

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future, ThreadPoolExecutor
    from datetime import datetime, timedelta


class Beside:
    """A courtesy: not before the last time is over, no more often than `every`, never relied on."""

    def __init__(
        self,
        act: Callable[[datetime], None],
        every: timedelta,
        say: Callable[[str], None] = on_stderr,
    ) -> None:
        self._act = act
        self._every = every
        self._say = say
        self._begun_at: datetime | None = None
        self._job: Future[None] | None = None

    def look(self, now: datetime, pool: ThreadPoolExecutor | None) -> None:
        """Do it if it is time; without a pool here and now."""
        is_busy = self._job is not None and not self._job.done()
        if is_busy or (self._begun_at and now < self._begun_at + self._every):
            return
        self._begun_at = now
        if pool is None:
            self._safely(now)
        else:
            self._job = pool.submit(self._safely, now)

    def _safely(self, now: datetime) -> None:
        try:
            self._act(now)
        except Unreachable:
            pass  # who turns says so
        except Exception as error:  # noqa: BLE001 - what is said nowhere is never mended
            self._say(f"beside sending: {error!r}")
