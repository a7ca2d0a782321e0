"""The web server: waitress with threads, ended cleanly by a signal."""

from __future__ import annotations

import gc
import os
import signal
import socket
from typing import TYPE_CHECKING

import click
from waitress import create_server  # type: ignore[import-untyped]

from web.languages import load_all

if TYPE_CHECKING:
    from types import FrameType

    from flask import Flask
    from waitress.server import BaseWSGIServer  # type: ignore[import-untyped]


def settle() -> None:
    """Do what can be done before the first request, and leave its traces out of later clean-ups.

    A full garbage collection looks at all that was loaded, which holds a request up for 50 ms.
    """
    load_all()
    gc.collect()
    gc.freeze()


def server(app: Flask, host: str, port: int, threads: int) -> BaseWSGIServer:
    """Return a server that listens; raises ClickException with a sentence where it can't."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        why = os.strerror(error.errno or 0)
        raise click.ClickException(
            f"{host}:{port} can't be served ({why}); end what uses it, or name another "
            "with --host and --port"
        ) from error
    return create_server(app, sockets=[door], threads=threads, ident=None)


def run(listening: BaseWSGIServer) -> None:
    """Serve until a signal or Ctrl-C; what is being answered is finished first."""
    settle()
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        listening.run()
    finally:
        signal.signal(signal.SIGTERM, before)
        listening.close()


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
