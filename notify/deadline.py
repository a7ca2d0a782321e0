"""The whole of a connection takes no longer than a lease lasts, however slowly it drips."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from threading import Timer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Shorter than a lease, or the same would be sent anew beside it (RELIABILITY).
WHOLE: Final = 6.0


@contextmanager
def within(seconds: float, socket_now: Callable[[], socket.socket | None]) -> Iterator[None]:
    """End a connection after so many seconds: whoever reads from it then reads its end.

    A timeout of the socket starts anew with each octet. `socket_now` returns it, once there is one.
    """

    def end() -> None:
        found = socket_now()
        if found is not None:
            with suppress(OSError):
                # That of TLS would take away what the other thread still reads with.
                socket.socket.shutdown(found, socket.SHUT_RDWR)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
