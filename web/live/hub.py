"""Hears which drafts have changed and looks at each once, for all who watch it."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, contextmanager
from typing import TYPE_CHECKING, Final

from oncall.errors import Unreachable
from oncall.services import live
from web.live.watched import Trouble, Watched
from web.patience import LONGEST, SHORTEST

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator

    from oncall.store.db import Database
    from oncall.store.glances import Glance

    Look = Callable[[Database, int], Glance | None]

LOOKS_AT_ONCE: Final = 2


class Hub:
    """One task that listens, and one short look at a draft for each change of it.

    It lives in an event loop. Only the looks are taken in threads, which no watcher holds.
    """

    def __init__(self, database: Database, look: Look = live.glance) -> None:
        self.watched: dict[int, Watched] = {}
        self._database = database
        self._look = look
        self._threads = ThreadPoolExecutor(LOOKS_AT_ONCE, thread_name_prefix="live")
        self._tasks: set[asyncio.Task[None]] = set()
        self._state: Trouble | None = None
        self._listens = False

    def start(self) -> None:
        """Begin to listen."""
        self._spawn(self._listen())

    async def close(self) -> None:
        """Send all watchers away, stop listening, and wait for the looks that are being taken."""
        self._all_meet(Trouble.LEAVING)
        tasks = tuple(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # A look gives its connection back; who closes the database next must not come before it.
        await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    @contextmanager
    def watching(self, draft: int) -> Iterator[Watched]:
        """Yield a draft for somebody to watch; it is looked at as long as anybody does."""
        watched = self.watched.setdefault(draft, Watched())
        watched.watchers += 1
        if self._state is not None:
            watched.tell(self._state)
        elif self._listens and watched.watchers == 1:
            self._refresh(draft)
        try:
            yield watched
        finally:
            watched.watchers -= 1
            if not watched.watchers:
                del self.watched[draft]

    async def _listen(self) -> None:
        """Hear what has changed; where the database is gone, say so and wait for it."""
        pause = SHORTEST
        while True:
            try:
                async with aclosing(live.changed(self._database)) as changed:
                    async for draft in changed:
                        pause = SHORTEST
                        self._hear(draft)
            except Unreachable:
                self._listens = False
                self._all_meet(Trouble.LOST)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST)

    def _hear(self, draft: str | None) -> None:
        if draft is None:  # whatever happened before was not heard
            self._state, self._listens = None, True
            for each in self.watched:
                self._refresh(each)
        elif int(draft) in self.watched:
            self._refresh(int(draft))

    def _all_meet(self, trouble: Trouble) -> None:
        self._state = trouble
        for watched in self.watched.values():
            watched.tell(trouble)

    def _refresh(self, draft: int) -> None:
        """Have a draft looked at; all that is heard during one look makes for one more."""
        watched = self.watched[draft]
        watched.is_stale = True
        if not watched.is_looked_at:
            watched.is_looked_at = True
            self._spawn(self._look_at(draft, watched))

    async def _look_at(self, draft: int, watched: Watched) -> None:
        loop, pause = asyncio.get_running_loop(), SHORTEST
        try:
            while watched.is_stale and watched.watchers:
                watched.is_stale = False
                look = loop.run_in_executor(self._threads, self._look, self._database, draft)
                try:
                    watched.tell(await look or Trouble.UNKNOWN)
                except Unreachable:
                    watched.is_stale = True
                    watched.tell(Trouble.LOST)
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, LONGEST)
        finally:
            watched.is_looked_at = False

    def _spawn(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
