"""Somebody outside who waits for beats over HTTP, and notes when each came."""

from __future__ import annotations

import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Watcher:
    """Listens at `address`; `beats` are seconds of the monotonic clock."""

    def __init__(self, address: str, beats: list[float]) -> None:
        self.address = address
        self.beats = beats

    def silence(self) -> float:
        """How many seconds nothing has been heard."""
        return time.monotonic() - self.beats[-1]


@contextmanager
def watching() -> Iterator[Watcher]:
    """Listen at a port of this machine."""
    beats: list[float] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            beats.append(time.monotonic())
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield Watcher(f"http://127.0.0.1:{server.server_address[1]}/beat", beats)
        finally:
            server.shutdown()
            thread.join()
