"""The process that solves: `python -m web.worker.child LINE`, started by a worker."""

from __future__ import annotations

import os
import signal
import sys
from importlib import import_module
from multiprocessing.connection import Connection
from threading import Thread
from typing import TYPE_CHECKING, Any

from web.worker.line import be_nice

if TYPE_CHECKING:
    from web.worker.line import Errand


def main(line: Connection[Any, Any]) -> None:
    """Solve what is asked for over a line, and end when its other end is gone."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the worker decides, whoever is sent it
    be_nice()
    # Takes a second to load, which a worker has no need of.
    solving = import_module("web.worker.solving")
    try:
        errand: Errand = line.recv()
    except (EOFError, OSError):
        return
    Thread(target=_end_with_worker, args=(line,), daemon=True).start()
    solving.solve_draft(errand, line.send)


def _end_with_worker(line: Connection[Any, Any]) -> None:
    """Wait for the line to break, for nothing more is said on it."""
    try:
        line.recv()
    except (EOFError, OSError):
        os._exit(1)


if __name__ == "__main__":
    main(Connection(int(sys.argv[1])))
