"""Answers of the application, made by a thread and sent in one piece.

None of them is so large, or so long in the making, that it had to be sent bit by bit, which costs
three times what is left of a request's overhead here.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from a2wsgi.wsgi import build_environ

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

    from web.asgi import Receive, Scope, Send


class Answer(NamedTuple):
    """An answer: its status, its headers as they are sent, its body."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes


class Answers:
    """Asks an application in one of so many threads."""

    def __init__(self, app: Flask, threads: int) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="answers")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request whose body `receive` brings in one piece."""
        body: bytes = (await receive()).get("body", b"")
        loop = asyncio.get_running_loop()
        status, headers, said = await loop.run_in_executor(self._threads, self._ask, scope, body)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": said, "more_body": False})

    def _ask(self, scope: Any, body: bytes) -> Answer:
        environ: Any = build_environ(scope, BytesIO(body))  # type: ignore[arg-type] # it is read
        begun: list[tuple[int, list[tuple[bytes, bytes]]]] = []

        def start(status: str, headers: Sequence[tuple[str, str]], *_error: object) -> Any:
            sent = [(name.lower().encode("latin1"), it.encode("latin1")) for name, it in headers]
            begun.append((int(status[:3]), sent))

        parts = self._app(environ, start)
        try:
            said = b"".join(parts)
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        return Answer(*begun[-1], said)
