"""A firm, a worker in a process of its own, and a carrier that counts: what is measured on."""

from __future__ import annotations

import json
import socket
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
from oncall.pins import Marker
from oncall.services import intake
from web.bench.crowd import founded, report
from web.bench.scratch import analyse
from web.embedded.scratch import scratch_database
from web.secrets_file import server_key
from web.settings import LOCAL_URL, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database

NUMBER: Final = "+493023125000"
USER: Final = "bench"
ACCOUNT: Final = "AC" + 32 * "0"
TOKEN: Final = "nobody's"  # noqa: S105 - it opens nothing
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
def switchboard(calls: int, texts: int, callers: int = 0) -> Iterator[Switchboard]:
    """Yield a switchboard whose carrier takes so many calls and texts a second.

    So many customers can call its hotline.
    """
    with (
        manned(callers) as (database, home),
        _exchange(calls, texts) as port,
        working(home, f"http://127.0.0.1:{port}", calls),
    ):
        yield Switchboard(database, home, port)


@contextmanager
def manned(callers: int = 0) -> Iterator[tuple[Database, Path]]:
    """Yield the database of a firm whose people are on call, and its home."""
    with scratch_database() as (database, home):
        key = server_key(Settings(home, None, None, LOCAL_URL, None, USER))
        founded(database, SystemClock().now(), callers, Marker(key))
        analyse(home)
        yield database, home


@contextmanager
def working(home: Path, carrier: str, calls: int, hooks: str = "") -> Iterator[None]:
    """Have a worker in a process of its own, for a carrier that takes so many calls a second."""
    words = [sys.executable, "-m", "web.cli", "work"]
    env = account(home, hooks) | {"ONCALL_CARRIER": carrier, "ONCALL_CALLS_A_SECOND": str(calls)}
    worker = subprocess.Popen(words, env=env, stderr=subprocess.PIPE, text=True)  # noqa: S603
    try:
        assert worker.stderr is not None  # noqa: S101
        while "ready" not in worker.stderr.readline():
            assert worker.poll() is None  # noqa: S101 - else nothing is measured
        yield
    finally:
        worker.terminate()
        worker.communicate()


@contextmanager
def answering(home: Path) -> Iterator[tuple[int, str]]:
    """Have the hotline in a process of its own; yield its port, and what it is called outside."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    hooks = f"http://127.0.0.1:{port}"
    words = [sys.executable, "-m", "web.cli", "hotline", "serve", "--port", str(port)]
    env = account(home, hooks)
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101
        assert "known outside as" in process.stdout.readline()  # noqa: S101
        try:
            yield port, hooks
        finally:
            process.terminate()


def account(home: Path, hooks: str) -> dict[str, str]:
    """Return the environment of a process that has an account at the carrier."""
    return {
        "ONCALL_HOME": str(home),
        "ONCALL_USER": USER,
        "ONCALL_HOOKS": hooks,
        "TWILIO_ACCOUNT_SID": ACCOUNT,
        "TWILIO_AUTH_TOKEN": TOKEN,
        "TWILIO_NUMBER": NUMBER,
    }


@contextmanager
def _exchange(calls: int, texts: int) -> Iterator[int]:
    words = [sys.executable, "-m", "web.bench.exchange", str(calls), str(texts)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None  # noqa: S101
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()
