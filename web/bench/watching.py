"""Whether those who watch a draft being solved slow anybody else's page, over real sockets."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from math import ceil
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Final

from oncall.clock import WoundClock
from oncall.drafts import Request
from oncall.localtime import DAY
from oncall.services import drafting, feeds
from oncall.services.importing import import_folder
from solver.outcome import Budget
from web.bench.audience import Audience
from web.bench.firms import written
from web.bench.nights import BEGINS, NOW, SIZE, TEAM
from web.embedded.scratch import scratch_database
from web.feeds.links import Links
from web.secrets_file import server_key
from web.settings import Settings
from web.worker.work import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oncall.store.db import Database

WATCHERS: Final = 10
# In turns, so that whatever else the machine does meets both alike.
TURNS, PER_TURN = 8, 150
MOST_RATIO: Final = 1.25
LONG: Final = Budget(seconds=900)
PAGE: Final = "a page while a draft is being solved"

Measured = tuple[str, str, str, bool]


def watching(seed: int) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    alone: list[float] = []
    beside: list[float] = []
    with scratch_database() as (database, home):
        page = _prepared(database, home, seed)
        with serving(home) as port, _solved(database) as draft:
            _spent(port, page)  # the first of a process is slower
            for _ in range(TURNS):
                alone += _spent(port, page)
                with Audience(port, draft, WATCHERS) as audience:
                    beside += _spent(port, page)
                assert audience.heard  # noqa: S101 - else nothing was watched
            assert drafting.get(database, draft).is_waited_for  # noqa: S101
    yield f"{PAGE}, nobody watches it", "", _told(alone), True
    yield f"{PAGE}, {WATCHERS} watch it", "", _told(beside), True
    ratio = _late(beside) / _late(alone)
    name = f"how much {WATCHERS} who watch slow the page"
    yield name, f"≤ {MOST_RATIO:g}×", f"{ratio:.2f}× at p95", ratio <= MOST_RATIO


def _late(spent: Sequence[float]) -> float:
    return sorted(spent)[ceil(0.95 * len(spent)) - 1]


def _told(spent: Sequence[float]) -> str:
    late, middle = 1000 * _late(spent), 1000 * median(spent)
    return f"{late:.1f} ms p95 of {len(spent)}, median {middle:.1f} ms"


def _spent(port: int, page: str) -> list[float]:
    """Ask for a page again and again over one connection, as browsers do."""
    spent = []
    with closing(HTTPConnection("127.0.0.1", port)) as client:
        for _ in range(PER_TURN):
            begun = perf_counter()
            client.request("GET", page)
            answer = client.getresponse()
            answer.read()
            spent.append(perf_counter() - begun)
            assert answer.status == 200  # noqa: S101 - else nothing was measured
    return spent


def _prepared(database: Database, home: Path, seed: int) -> str:
    """Store an invented firm and return the address of a page."""
    with TemporaryDirectory() as folder:
        written(SIZE, seed, Path(folder))
        import_folder(database, Path(folder), by="bench", now=BEGINS - 30 * DAY)
    feed = feeds.make(database, "team", TEAM, by="bench", now=NOW)
    settings = Settings(home, None, None, "", None, "bench")
    return Links(server_key(settings), "").page(feed)


@contextmanager
def serving(home: Path) -> Iterator[int]:
    """Serve in a process of its own, as in service; yield the port."""
    words = [sys.executable, "-m", "web.cli", "serve", "--port", "0"]
    env = {"ONCALL_HOME": str(home), "ONCALL_USER": "bench"}
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101
        found = re.search(r":(\d+),", process.stdout.readline())
        assert found is not None  # noqa: S101
        try:
            yield int(found[1])
        finally:
            process.terminate()


@contextmanager
def _solved(database: Database) -> Iterator[int]:
    """Have a draft solved that takes longer than all that is measured; yield its number."""
    request = Request(TEAM, NOW.date(), 56, budget=LONG)
    number = drafting.ask(database, request, "bench", NOW)
    worker = Worker(database, WoundClock(NOW), say=lambda _: None)
    beside = Thread(target=worker.run_once, args=(number,))
    beside.start()
    try:
        next(each for each in drafting.watch(database, number) if each.progress)
        yield number
    finally:
        worker.leave()
        beside.join()
