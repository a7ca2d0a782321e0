"""The web server: one port, an event loop, threads for pages, ended cleanly by a signal."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click
import uvicorn

from web.front import Front
from web.languages import load_all
from web.live.hub import Hub

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from web.wiring import House

BACKLOG: Final = 1024
# What is being answered when the end comes has so long; it is less than what Docker gives.
LAST_SECONDS: Final = 8
# A thread that computes lets others go on after so long, not after Python's 5 ms: an answer asks
# the database up to twenty times, and after each waits for its turn.
TURN_SECONDS: Final = 0.0005


def settle() -> None:
    """Do what can be done before the first request, and leave its traces out of later clean-ups.

    A full garbage collection looks at all that was loaded, which holds a request up for 50 ms.
    """
    load_all()
    sys.setswitchinterval(TURN_SECONDS)
    gc.collect()
    gc.freeze()


class Listening:
    """A server whose port is open: who asks already waits for `run` to answer."""

    def __init__(self, opened: socket.socket, front: Front, hub: Hub) -> None:
        self.port: int = opened.getsockname()[1]
        self._door = opened
        config = uvicorn.Config(
            front,
            backlog=BACKLOG,
            loop="asyncio",
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,  # addresses hold secrets
            server_header=False,
            proxy_headers=False,  # a header would tell who is local
            timeout_graceful_shutdown=LAST_SECONDS,
        )
        self._server = _Server(config, hub)

    def leave(self) -> None:
        """Finish what is being answered and end; may be called by other threads and signals."""
        self._server.should_exit = True

    def serve(self) -> None:
        """Answer until told to leave, by whomever."""
        try:
            self._server.run(sockets=[self._door])
        finally:
            self._door.close()


def door(host: str, port: int) -> socket.socket:
    """Return a socket that listens; raises ClickException with a sentence where it can't."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        opened = socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise click.ClickException(
            f"{host}:{port} can't be served ({why}); end what uses it, or name another "
            "with --host and --port"
        ) from error
    # An answer is written in two pieces; without this the second waits 40 ms for an echo.
    opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened


def server(app: Flask, house: House, host: str, port: int, threads: int) -> Listening:
    """Return a server that listens, its pages answered by so many threads; raises as `door`."""
    hub = Hub(house.database)
    https = house.settings.public_url.startswith("https://")
    return Listening(door(host, port), Front(app, hub, threads, https=https), hub)


def run(listening: Listening) -> None:
    """Serve until SIGTERM or Ctrl-C; what is being answered is finished first."""
    settle()
    listening.serve()


class _Server(uvicorn.Server):
    """Has the hub beside it, and takes a signal for a wish and not for a fault."""

    def __init__(self, config: uvicorn.Config, hub: Hub) -> None:
        super().__init__(config)
        self._hub = hub

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        self._hub.start()
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._hub.close()  # else it would be waited for those who watch
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Let signals end the server; unlike uvicorn, don't raise them again when it has ended."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        numbers = (signal.SIGTERM, signal.SIGINT)
        before = {number: signal.signal(number, self.handle_exit) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
