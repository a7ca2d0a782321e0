"""An answer that goes on as long as its draft is worked on and its client is there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from web.live.events import BEAT, RETRY, is_last, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.asgi import Receive, Send
    from web.live.watched import News, Watched

BEAT_SECONDS: Final = 15.0  # a proxy may cut what is silent for longer
KIND: Final = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",  # proxies pass it on at once
}


class Stream:
    """Tells one watcher of a draft; `lost` is the sentence for when the database is gone."""

    def __init__(self, watched: Watched, lost: str, beat_seconds: float = BEAT_SECONDS) -> None:
        self._watched = watched
        self._lost = lost
        self._beat_seconds = beat_seconds

    async def answer(self, headers: Mapping[str, str], receive: Receive, send: Send) -> None:
        """Answer until nothing can follow or the client is gone, whichever comes first."""
        telling = asyncio.create_task(self._tell(headers, send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if telling.done():
                telling.result()
        finally:
            for task in (telling, leaving):
                task.cancel()
            await asyncio.gather(telling, leaving, return_exceptions=True)

    async def _tell(self, headers: Mapping[str, str], send: Send) -> None:
        pairs = [(k.lower().encode(), v.encode()) for k, v in {**headers, **KIND}.items()]
        await send({"type": "http.response.start", "status": 200, "headers": pairs})
        await _say(send, RETRY)
        before: News | None = None
        turn = 0
        while before is None or not is_last(before):
            try:
                async with asyncio.timeout(self._beat_seconds):
                    news = await self._watched.after(turn)
            except TimeoutError:
                await _say(send, BEAT)
                continue
            # Sending waits for a slow client; what happens meanwhile is told as one.
            turn = self._watched.turn
            await _say(send, told(before, news, self._lost))
            before = news
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _say(send: Send, words: bytes) -> None:
    if words:
        await send({"type": "http.response.body", "body": words, "more_body": True})


async def _left(receive: Receive) -> None:
    """Wait until the client is gone."""
    while (await receive())["type"] != "http.disconnect":
        pass
