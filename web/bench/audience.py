"""Many who watch one draft live, read by one thread so that they cost the measurement little."""

from __future__ import annotations

import selectors
import socket
from threading import Event, Thread
from typing import Final, Self

LOOK_SECONDS: Final = 0.2
PROGRESS: Final = b"event: progress"


class Audience:
    """Connections that watch a draft; `heard` counts the news of progress they were told."""

    def __init__(self, port: int, draft: int, watchers: int) -> None:
        self.heard = 0
        asked = f"GET /live/drafts/{draft} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode()
        self._sockets = [socket.create_connection(("127.0.0.1", port)) for _ in range(watchers)]
        for each in self._sockets:
            each.sendall(asked)
            assert each.recv(1 << 12).startswith(b"HTTP/1.1 200")  # noqa: S101
        self._over = Event()
        self._thread = Thread(target=self._read)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        for each in self._sockets:
            each.close()

    def _read(self) -> None:
        with selectors.DefaultSelector() as ready:
            for each in self._sockets:
                ready.register(each, selectors.EVENT_READ)
            while not self._over.is_set():
                for key, _ in ready.select(LOOK_SECONDS):
                    assert isinstance(key.fileobj, socket.socket)  # noqa: S101
                    self.heard += key.fileobj.recv(1 << 16).count(PROGRESS)
