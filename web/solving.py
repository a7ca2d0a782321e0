"""The search as somebody at a terminal sees it: it can be watched, and stopped by Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Event
from typing import TYPE_CHECKING, Final, Self

import click
from rich.console import Console

from solver.solve import solve
from web.exits import Exit
from web.progress import watched

if TYPE_CHECKING:
    from solver.outcome import Budget, Outcome
    from solver.problem import RotaProblem

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)
# Python hears signals between two waits, whichever thread they came to.
HEARTBEAT: Final = 0.2


class Stopper:
    """Hears Ctrl-C and SIGTERM while it is entered: the first is a wish, the second an order.

    The first ends the search with the best rota so far, which is then written as usual.
    """

    def __init__(self) -> None:
        self.asked = Event()
        self._searching = False

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._hear) for number in SIGNALS}
        return self

    def __exit__(self, *_error: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def search(self, problem: RotaProblem, budget: Budget) -> Outcome:
        """Return the best plan found within the budget or until somebody stops it."""
        length = (
            f"{budget.seconds:g} s" if budget.effort is None else f"{budget.effort:g} of effort"
        )
        click.echo(f"searching for at most {length}; Ctrl-C ends it with the best so far", err=True)
        self._searching = True
        with watched(budget) as watch, ThreadPoolExecutor(1) as threads:
            found = threads.submit(solve, problem, budget, watch, self.asked)
            while wait([found], timeout=HEARTBEAT).not_done:
                pass
        self._searching = False
        return found.result()

    def _hear(self, _signal: int, _frame: object) -> None:
        if not self.asked.is_set():
            self.asked.set()
            click.echo("stopping with the best so far; once more to leave without it", err=True)
        elif self._searching:
            _leave()
        else:
            raise KeyboardInterrupt  # files half written are put back on the way out


def _leave() -> None:
    """End the process without waiting for the search, which may not hear for a while."""
    Console(stderr=True).show_cursor()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(Exit.INTERRUPTED)
