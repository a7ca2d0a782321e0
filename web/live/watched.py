"""A draft that somebody watches: the latest of it, kept once for all who do."""

from __future__ import annotations

import asyncio
from enum import Enum

from oncall.store.glances import Glance


class Trouble(Enum):
    """Why there is nothing to be seen of a draft."""

    LOST = "the database is gone for a while"
    UNKNOWN = "there is no such draft"
    LEAVING = "the server ends"


News = Glance | Trouble


class Watched:
    """The latest news of a draft. Whoever is slow misses what lies between, and costs nothing.

    It `is_stale` when something was heard of it since it was last looked at.
    """

    def __init__(self) -> None:
        self.watchers = 0
        self.is_stale = False
        self.is_looked_at = False
        self.turn = 0
        self._news: News | None = None
        self._changed = asyncio.Event()

    def tell(self, news: News) -> None:
        """Let all who watch know."""
        if news == self._news:
            return
        self._news = news
        self.turn += 1
        self._changed.set()
        self._changed = asyncio.Event()

    async def after(self, turn: int) -> News:
        """Return the latest news as soon as there is any beyond a turn."""
        while self._news is None or self.turn == turn:
            await self._changed.wait()
        return self._news
