"""What a request meets first: live progress is answered here, all else by a thread."""

from __future__ import annotations

import asyncio
import re
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from a2wsgi.wsgi import Body, build_environ

from web import bodies
from web.answers import Answers
from web.guards import ALWAYS, HSTS
from web.live.page import PREFIX, lost
from web.live.stream import Stream
from web.live.watched import Trouble
from web.locality import is_local

if TYPE_CHECKING:
    from flask import Flask

    from web.asgi import Receive, Scope, Send
    from web.live.hub import Hub

LIVE: Final = re.compile(rf"{PREFIX}/drafts/([0-9]{{1,18}})")
BARE: Final = {"Content-Security-Policy": "default-src 'none'; sandbox"}


class Front:
    """Sends watchers of drafts to the hub, and everybody else to the pages.

    Whoever may not watch, or what is not there, is sent to the pages too, which say so.
    """

    def __init__(self, app: Flask, hub: Hub, threads: int, *, https: bool) -> None:
        self._app = app
        self._hub = hub
        self._pages = Answers(app, threads)
        self._most: int = app.config["MAX_CONTENT_LENGTH"]
        self._headers = {**ALWAYS, **BARE}
        if https:
            self._headers["Strict-Transport-Security"] = HSTS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        draft = _watched(scope)
        if draft is not None and await self._watch(draft, scope, receive, send):
            return
        try:
            received = await bodies.whole(receive, self._most)
        except TimeoutError:
            await _too_slow(send)
        else:
            if received is not None:
                await self._pages(scope, received, send)

    async def _watch(self, draft: int, scope: Scope, receive: Receive, send: Send) -> bool:
        """Answer somebody who watches a draft, and tell whether there is such a draft."""
        with self._hub.watching(draft) as watched:
            if await watched.after(0) is Trouble.UNKNOWN:
                return False
            stream = Stream(watched, self._lost(scope, receive))
            await stream.answer(self._headers, receive, send)
            return True

    def _lost(self, scope: Scope, receive: Receive) -> str:
        """Return the sentence for when the database is gone, in the language of a request."""
        environ: Any = scope
        environ = build_environ(environ, Body(asyncio.get_running_loop(), receive))  # type: ignore[arg-type]
        with self._app.request_context(environ):
            return lost()


def _watched(scope: Scope) -> int | None:
    """Return the draft that a request wants to watch, if it does and may."""
    found = LIVE.fullmatch(scope["path"])
    if found is None or scope["method"] != "GET":
        return None
    peer, _ = scope["client"] or (None, 0)
    hosts = [value.decode("latin1") for name, value in scope["headers"] if name == b"host"]
    return int(found[1]) if is_local(peer, ", ".join(hosts)) else None


async def _too_slow(send: Send) -> None:
    status = HTTPStatus.REQUEST_TIMEOUT
    headers = [(b"connection", b"close"), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})
