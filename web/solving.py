"""The search as somebody at a terminal sees it: it can be watched, and stopped by Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import active_children
from threading import Event
from typing import TYPE_CHECKING

import click

from solver.solve import solve
from web.exits import Exit
from web.progress import watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.outcome import Budget, Outcome
    from solver.problem import RotaProblem

# Python looks at signals between two waits, whichever thread they came to.
HEARTBEAT = 0.2


def solve_interruptibly(problem: RotaProblem, budget: Budget) -> Outcome:
    """Return the best plan found; the first Ctrl-C or SIGTERM ends the search with what there is.

    A second one leaves at once, with exit 130.
    """
    stop = Event()
    with _stopping(stop), watched(budget) as watch, ThreadPoolExecutor(1) as threads:
        search = threads.submit(solve, problem, budget, watch, stop)
        while wait([search], timeout=HEARTBEAT).not_done:
            pass
        return search.result()


@contextmanager
def _stopping(stop: Event) -> Iterator[None]:
    def stopped(_signal: int, _frame: object) -> None:
        if stop.is_set():
            _leave()
        stop.set()
        click.echo("stopping with the best so far; once more to leave without it", err=True)

    before = {number: signal.signal(number, stopped) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave() -> None:
    """End this process and its helpers; the search's own thread would not let it end otherwise."""
    for child in active_children():
        child.kill()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(Exit.INTERRUPTED)
