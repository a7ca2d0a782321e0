"""A draft followed from the command line until it is solved: by a worker, or else here."""

from __future__ import annotations

import json
import signal
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import TYPE_CHECKING, Final, Self

import click

from oncall.drafts import State
from oncall.errors import Unreachable
from oncall.searched import figures_in
from oncall.services import drafting, working
from web.drafted import entry, show
from web.exits import Exit
from web.patience import Patience
from web.progress import watched
from web.worker.work import Worker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from types import FrameType

    from oncall.drafts import Draft
    from solver.outcome import Progress
    from web.wiring import House

NOBODY: Final = "no worker runs (oncall work starts one)"


def follow(house: House, draft: int) -> Draft:
    """Return a draft once nobody works on it any more; meanwhile its progress is shown.

    Where no worker runs it is solved by this process. Ctrl-C leaves it to the workers.
    """
    found = drafting.get(house.database, draft)
    if not found.is_waited_for:
        return found
    try:
        with _ctrl_c() as leave, StandIn(house, draft) as here, watched(found.budget) as hear:
            return _last(house, draft, hear, _looks(here.look, leave))
    except KeyboardInterrupt:
        click.echo(
            f"draft {draft} is left to the workers; oncall rota watch {draft} shows how far it "
            f"is, oncall rota cancel {draft} drops it",
            err=True,
        )
        raise


@contextmanager
def _ctrl_c() -> Iterator[Event]:
    """Let the first Ctrl-C be heard between two looks, not in the middle of a transaction."""
    asked = Event()

    def hear(_number: int, _frame: FrameType | None) -> None:
        if asked.is_set():
            raise KeyboardInterrupt
        asked.set()

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield asked
    finally:
        signal.signal(signal.SIGINT, before)


def _looks(look: Callable[[], None], leave: Event) -> Callable[[], None]:
    def looked() -> None:
        if leave.is_set():
            raise KeyboardInterrupt
        look()

    return looked


def tell(draft: Draft, *, as_json: bool) -> Exit:
    """Print how a draft ended, and return what is told to scripts."""
    if as_json:
        click.echo(json.dumps(entry(draft), ensure_ascii=False, indent=2))
    else:
        show(draft)
    if draft.state == State.FAILED:
        click.echo(f"draft {draft.id} can't be made: {draft.failure}", err=True)
        return Exit.BAD_INPUT
    if draft.state == State.CANCELLED:
        click.echo(f"draft {draft.id} was cancelled", err=True)
        return Exit.INTERRUPTED
    return Exit.GAPS if draft.gaps else Exit.CLEAN


class StandIn:
    """Solves a draft in this process, in a thread beside, as long as no worker runs that would."""

    def __init__(self, house: House, draft: int) -> None:
        self._house = house
        self._draft = draft
        self._worker = Worker(house.database, house.clock, say=lambda _: None)
        self._threads = ThreadPoolExecutor(1)
        self._solved: Future[None] | None = None
        self._is_told = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._worker.leave()  # gives the draft back if it is not solved
        self._threads.shutdown()

    def look(self) -> None:
        """Begin to solve if nobody will; raises whatever went wrong with it."""
        if self._solved is not None:
            if not self._solved.done():
                return
            self._solved.result()
            self._solved = None
        here, now = self._house.database, self._house.clock.now()
        if not working.is_anybody_there(here, now):
            self._tell(f"{NOBODY}; draft {self._draft} is solved here")
            self._solved = self._threads.submit(self._worker.run_once, self._draft)
        else:
            self._tell(_queue(drafting.waiting_before(here, self._draft), self._draft))

    def _tell(self, sentence: str) -> None:
        if not self._is_told:
            click.echo(sentence, err=True)
        self._is_told = True


def _queue(before: int, draft: int) -> str:
    if not before:
        return f"draft {draft} is next; Ctrl-C leaves it to the workers"
    drafts = "1 draft" if before == 1 else f"{before} drafts"
    return f"draft {draft} waits for {drafts} before it; Ctrl-C leaves it to the workers"


def _last(
    house: House, draft: int, hear: Callable[[Progress], None], look: Callable[[], None]
) -> Draft:
    """Return how a draft ended; a database that is gone for a while is waited for."""
    patience = Patience()
    while True:
        try:
            for view in drafting.watch(house.database, draft):
                patience.relax()
                if view.progress:
                    hear(figures_in(view.progress))
                if not view.is_waited_for:
                    return view
                look()
        except Unreachable as gone:
            patience.bear(gone)
