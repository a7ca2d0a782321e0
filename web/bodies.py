"""The body of a request is awaited before a thread is given to it: who sends slowly holds none."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from web.asgi import Message, Receive

WITHIN_SECONDS: Final = 60.0


async def whole(receive: Receive, most: int, seconds: float = WITHIN_SECONDS) -> Receive | None:
    """Return what receives a body that is all there already; None if its client has left.

    Of a body larger than `most` the rest is left unread: it is refused by its declared length.
    Raises TimeoutError if it does not come in time.
    """
    body = bytearray()
    async with asyncio.timeout(seconds):
        more = True
        while more and len(body) <= most:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)

    async def again() -> Message:
        return {"type": "http.request", "body": bytes(body), "more_body": False}

    return again
