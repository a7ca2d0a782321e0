"""A line on which answers are late: what is asked arrives at once."""

from __future__ import annotations

import socket
import time
from threading import Thread
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from types import TracebackType


class SlowLine:
    """Listens at `url` and passes everything on to another address."""

    def __init__(self, address: str, seconds: float) -> None:
        parts = urlsplit(address)
        self._there = (parts.hostname, parts.port)
        self._seconds = seconds
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def __enter__(self) -> Self:
        Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._door.close()

    def _listen(self) -> None:
        while True:
            try:
                here, _ = self._door.accept()
            except OSError:
                return
            there = socket.create_connection(self._there)
            Thread(target=_pass_on, args=(here, there, 0.0), daemon=True).start()
            Thread(target=_pass_on, args=(there, here, self._seconds), daemon=True).start()


def _pass_on(source: socket.socket, sink: socket.socket, seconds: float) -> None:
    try:
        while octets := source.recv(65536):
            time.sleep(seconds)
            sink.sendall(octets)
    except OSError:
        return
    finally:
        source.close()
        sink.close()
