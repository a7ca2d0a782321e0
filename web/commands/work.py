"""`oncall work`: a worker, which solves drafts and does what is due each minute."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from notify.archive import Archive
from oncall.services import readiness, restraining
from oncall.services.relieving import Watch
from oncall.store.db import Database
from web.keeping import kept_running
from web.secrets_file import server_key
from web.wiring import opened
from web.worker.forgetter import Forgetter
from web.worker.heart import Heart
from web.worker.mailbox import Mailbox, opening
from web.worker.pace import Pace
from web.worker.pager import SENDERS, Pager
from web.worker.senders import account_of, lacking, outside
from web.worker.ticks import TICKS
from web.worker.work import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from types import FrameType

    from web.settings import Settings
    from web.wiring import House

    Part = Worker | Pager | Mailbox | Forgetter

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
    """Solve the drafts that are asked for and page people, until Ctrl-C or SIGTERM.

    Start as many workers as you like, on as many machines whose clocks agree within two seconds.
    Who is told to end gives back what it is solving. Solving has low priority.

    Exit status: 0.
    """
    with opened() as house, kept_running(house.settings), _paging(house) as pager:
        pace = Pace(lease=lease)
        worker = Worker(house.database, house.clock, pace)
        worker.ticks = _ticks(house.settings)
        urgent = Worker(house.database, house.clock, pace, urgent=True)
        click.echo(f"worker {worker.name}: ready; Ctrl-C ends it", err=True)
        others: tuple[Part, ...] = (urgent, pager, _forgetter(house), *_mailboxes(house))
        with _ended_by_signals(worker, *others), ThreadPoolExecutor(len(others)) as beside:
            if once:
                worker.run_once()
            else:
                for sentence in lacking(house.settings.carriers):
                    click.echo(sentence, err=True)
                # Who is ill does not wait for a rota of three months, and a page for nothing.
                parts = [beside.submit(each.run) for each in others]
                for part in parts:
                    part.add_done_callback(lambda _: worker.leave())
                worker.run()
                for each in others:
                    each.leave()
                for part in parts:
                    part.result()  # whose failure ends it all, for somebody starts it anew


def _forgetter(house: House) -> Forgetter:
    """Return who forgets what is too old, at the carrier too where there is an account."""
    account = account_of(house.settings)
    archive = Archive(account) if account else None
    return Forgetter(house.database, house.clock, archive, house.settings.carriers.number)


def _ticks(settings: Settings) -> tuple[Callable[[Database, datetime], object], ...]:
    """Return what is done each minute, with what the settings are needed for."""
    restraint = settings.carriers.restraint
    return (
        *TICKS,
        lambda database, now: readiness.remind(database, now, restraint),
        lambda database, now: restraining.watch(database, restraint.budget, now),
    )


def _mailboxes(house: House) -> Iterator[Mailbox]:
    """Yield the mailbox in which reports arrive, where there is one."""
    carriers = house.settings.carriers
    if carriers.imap:
        opened_ = opening(carriers.imap)
        yield Mailbox(house.database, house.clock, opened_, carriers.number)


@contextmanager
def _paging(house: House) -> Iterator[Pager]:
    """Return a pager with connections of its own, so that no draft keeps it waiting."""
    database = Database(house.database.url, most_connections=SENDERS + 2)
    key = server_key(house.settings)
    try:
        way = outside(house.settings, key, house.clock)
        with Heart(house.settings.carriers.heartbeat) as heart:
            yield Pager(database, house.clock, way, watch=Watch(), turned=heart.turned)
    finally:
        database.close()


@contextmanager
def _ended_by_signals(*workers: Part) -> Iterator[None]:
    def leave(_number: int, _frame: FrameType | None) -> None:
        for worker in workers:
            worker.leave()

    before = {number: signal.signal(number, leave) for number in SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
