"""`oncall work`: a worker, which solves drafts and does what is due each minute."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from web.keeping import kept_running
from web.wiring import opened
from web.worker.pace import Pace
from web.worker.work import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


@click.command(epilog="Example: oncall work")
@click.option("--once", is_flag=True, help="Leave when no draft waits any more.")
@click.option(
    "--lease",
    type=click.FloatRange(1),
    default=Pace().lease,
    show_default=True,
    help="How many seconds of silence until another worker takes over a draft.",
)
def work(*, once: bool, lease: float) -> None:
    """Solve the drafts that are asked for, one after the other, until Ctrl-C or SIGTERM.

    Start as many workers as you like, on as many machines; their clocks should agree within the
    lease. Who is told to end gives back what it is solving. Solving has low priority.

    Exit status: 0.
    """
    with opened() as house, kept_running(house.settings):
        pace = Pace(lease=lease)
        worker = Worker(house.database, house.clock, pace)
        urgent = Worker(house.database, house.clock, pace, urgent=True)
        click.echo(f"worker {worker.name}: ready; Ctrl-C ends it", err=True)
        with _ended_by_signals(worker, urgent), ThreadPoolExecutor(1) as beside:
            if once:
                worker.run_once()
            else:
                beside.submit(urgent.run)  # who is ill does not wait for a rota of three months
                worker.run()


@contextmanager
def _ended_by_signals(*workers: Worker) -> Iterator[None]:
    def leave(_number: int, _frame: FrameType | None) -> None:
        for worker in workers:
            worker.leave()

    before = {number: signal.signal(number, leave) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
