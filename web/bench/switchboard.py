"""A firm, a worker in a process of its own, and a carrier that counts: what is measured on."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import text

from oncall.clock import SystemClock
from oncall.services import intake
from web.bench.crowd import founded, report
from web.bench.scratch import analyse, scratch_database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database

NUMBER: Final = "+493023125000"
REPORTERS: Final = 8


@dataclass
class Switchboard:
    """Where incidents are reported, and what the carrier took."""

    database: Database
    home: Path
    port: int

    def __post_init__(self) -> None:
        self.clock = SystemClock()
        self.began: dict[int, float] = {}  # incidents, and when they were to be reported
        self.taken: list[float] = []  # how long intake itself took

    def report_at(self, number: int, at: float) -> None:
        """Report a fault at an instant; the caller's wait begins then, even if we are late."""
        sleep(max(0.0, at - monotonic()))
        begun = monotonic()
        taken = intake.take(self.database, report(number), by="bench", now=self.clock.now())
        self.taken.append(monotonic() - begun)
        self.began[taken.kept.incident.id] = min(at, begun)

    def report_all(self, count: int, a_second: float) -> None:
        """Report so many faults one after the other, so many a second."""
        begun = monotonic() + 0.5
        with ThreadPoolExecutor(REPORTERS) as some:
            each = [some.submit(self.report_at, n, begun + n / a_second) for n in range(count)]
            for one in each:
                one.result()

    def first_pages(self) -> dict[int, float]:
        """Return how many seconds after its report each incident's first page was handed over."""
        at = {each[3].rsplit("/", 2)[-2]: each[0] for each in reversed(self.took()["took"])}
        with self.database.begin() as tx:
            rows = tx.execute(
                text(
                    "select a.id, p.incident from attempts a cross join unnest(a.pages) as page "
                    "join pages p on p.id = page where p.incident is not null"
                )
            ).all()
        first: dict[int, float] = {}
        for row in rows:
            if row.id in at and row.incident in self.began:
                first[row.incident] = min(at[row.id], first.get(row.incident, at[row.id]))
        return {incident: when - self.began[incident] for incident, when in first.items()}

    def all_paged(self, within: float) -> dict[int, float]:
        """Wait until each incident has been paged, at most so long; return as `first_pages`."""
        end = monotonic() + within
        while True:
            found = self.first_pages()
            if len(found) == len(self.began) or monotonic() > end:
                return found
            sleep(1.0)

    def took(self) -> Any:
        """Return what the carrier took and how often it refused."""
        with closing(HTTPConnection("127.0.0.1", self.port)) as line:
            line.request("GET", "/took")
            return json.loads(line.getresponse().read())


@contextmanager
def switchboard(calls: int, texts: int, workers: int = 1) -> Iterator[Switchboard]:
    """Yield a switchboard whose carrier takes so many calls and texts a second."""
    with scratch_database() as (database, home), _exchange(calls, texts) as port:
        founded(database, SystemClock().now())
        analyse(home)
        some = [_worker(home, port, calls) for _ in range(workers)]
        try:
            for worker in some:
                _ready(worker)
            yield Switchboard(database, home, port)
        finally:
            for worker in some:
                worker.terminate()
            for worker in some:
                worker.communicate()


def _worker(home: Path, port: int, calls: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "web.cli", "work"]
    env = {
        "ONCALL_HOME": str(home),
        "ONCALL_USER": "bench",
        "TWILIO_ACCOUNT_SID": "AC" + 32 * "0",
        "TWILIO_AUTH_TOKEN": "nobody's",
        "TWILIO_NUMBER": NUMBER,
        "ONCALL_CARRIER": f"http://127.0.0.1:{port}",
        "ONCALL_CALLS_A_SECOND": str(calls),
    }
    return subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True)  # noqa: S603


def _ready(worker: subprocess.Popen[str]) -> None:
    assert worker.stderr is not None  # noqa: S101
    while "ready" not in worker.stderr.readline():
        assert worker.poll() is None  # noqa: S101 - else nothing is measured


@contextmanager
def _exchange(calls: int, texts: int) -> Iterator[int]:
    words = [sys.executable, "-m", "web.bench.exchange", str(calls), str(texts)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()
