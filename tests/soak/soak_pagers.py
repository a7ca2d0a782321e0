"""Real pagers that are killed, stopped, and lose their database: nothing is lost or doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter, deque
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from random import Random
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from notify.carrier import Account, Config, Faults, Http, LiveCarrier, Number, Serving
from oncall.clock import SystemClock
from oncall.errors import Unreachable
from oncall.incidents.ladder import LOUD, Ladder, Rung, Target, Whom
from oncall.services import intake
from oncall.store.db import Database
from oncall.store.migrating import migrate
from tests.soak.pager_process import NUMBER, SID, TOKEN
from tests.soak.slow_line import SlowLine
from tests.web.embedded.asking import server_of
from web.bench.crowd import founded, report
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORKERS, SPARES = 3, 4
KILLED_EVERY = 0.5
LONGEST = 1800.0
ONE = Rung(timedelta(0), (Target(Whom.ROLE, "primary"),), LOUD)
LADDER = Ladder((ONE,), 9, timedelta(hours=5), ONE)
AMBIGUOUS = Faults(seed=5, answers_lost=0.02, errors_after=0.01, errors_before=0.01)


class Crew:
    """Pagers that run, and spares that have read their modules and wait for a word."""

    def __init__(self, home: Path, url: str, carrier: str) -> None:
        words = [sys.executable, "-m", "tests.soak.pager_process", str(home), url, carrier]
        self._words = words
        self._spares = deque(self._started() for _ in range(SPARES + WORKERS))
        self.running: list[subprocess.Popen[str]] = []
        for _ in range(WORKERS):
            self.begin()

    def begin(self) -> None:
        """Let one more run."""
        spare = self._spares.popleft()
        self._spares.append(self._started())
        while spare.stdout.readline() != "ready\n":  # it could not begin
            bury(spare)
            spare = self._spares.popleft()
            self._spares.append(self._started())
        spare.stdin.write("go\n")
        spare.stdin.flush()
        self.running.append(spare)

    def kill(self, dice: Random) -> None:
        """Kill one of them, and let another one begin."""
        bury(self.running.pop(dice.randrange(len(self.running))))
        self.begin()

    def end(self) -> None:
        """Kill all."""
        for each in (*self.running, *self._spares):
            bury(each)

    def _started(self) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(
            self._words, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True
        )


def bury(process: subprocess.Popen[str]) -> None:
    """Kill a process and close its lines."""
    with process:
        process.kill()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    home = tmp_path / "home"
    migrate(ensure_running(home).owner)
    yield home
    stop(home)


@contextmanager
def carrier(faults: Faults) -> Iterator[tuple[LiveCarrier, str]]:
    number = Number(NUMBER)
    account = Account(SID, TOKEN, (number,), calls_per_second=100, texts_per_second=100)
    made = LiveCarrier(Config((account,), faults=faults), SystemClock().now, Http())
    try:
        with Serving(made) as served:
            yield made, served.url
    finally:
        made.close()


def took(made: LiveCarrier) -> list[str]:
    """Return the attempts of everything that the carrier has taken."""
    everything = made.look(lambda network: [*network.messages.values(), *network.calls.values()])
    urls = [each.callback.url for each in everything if each.callback is not None]
    return [url.rsplit("/", 2)[-2] for url in urls]


def reported(url: str, count: int) -> list[str]:
    """Report faults; whoever hears no number reports it once more. Return the numbers."""
    clock = SystemClock()
    numbers = []
    with closing(Database(url)) as database:
        for n in range(count):
            keyed = replace(report(n), key=f"K{n}")
            while True:
                try:
                    taken = intake.take(database, keyed, by="soak", now=clock.now(), ladder=LADDER)
                except Unreachable:
                    time.sleep(0.2)
                else:
                    break
            numbers.append(taken.number)
    return numbers


def unfinished(database: Database) -> int:
    asked = "select count(*) from pages where state in ('pending', 'sending', 'doubtful')"
    while True:
        try:
            with database.begin() as tx:
                return int(tx.execute(text(asked)).scalar_one())
        except Unreachable:
            time.sleep(0.2)


def told(database: Database, made: LiveCarrier) -> Counter[str]:
    """Return how many pages were handed over how often, and in which states they are."""
    of = Counter(took(made))
    with database.begin() as tx:
        attempts = {row.id: row.pages for row in tx.execute(text("select id, pages from attempts"))}
        pages = dict(tx.execute(text("select id, state from pages where incident > 0")).all())
    times: Counter[int] = Counter(dict.fromkeys(pages, 0))
    for attempt, count in of.items():
        for page in pages.keys() & set(attempts[attempt]):
            times[page] += count
    found = Counter({f"handed over {n} times": c for n, c in Counter(times.values()).items()})
    return found + Counter(pages.values()) + Counter({"attempts": len(attempts)})


def test_workers_are_killed_and_the_database_restarts(
    home: Path, request: pytest.FixtureRequest
) -> None:
    count = request.config.getoption("--pages") // 2  # each incident is a call and a text
    url = ensure_running(home).app
    with closing(Database(url)) as database, carrier(AMBIGUOUS) as (made, address):
        founded(database, SystemClock().now())
        begun, numbers = time.monotonic(), list[str]()
        with havoc(Crew(home, url, address)) as killed:
            reporting = Thread(target=lambda: numbers.extend(reported(url, count)))
            reporting.start()
            for _ in range(2):
                time.sleep(8)
                os.kill(server_of(home), signal.SIGQUIT)  # «immediate»: nobody is waited for
                time.sleep(1)
                ensure_running(home)
            reporting.join()
            while unfinished(database) and time.monotonic() - begun < LONGEST:
                time.sleep(1)
        result = told(database, made) + killed
        result["seconds"] = int(time.monotonic() - begun)
    print(f"\n{dict(sorted(result.items()))}")  # noqa: T201 - it is a report
    assert len(set(numbers)) == count
    assert result["handed over 1 times"] == 2 * count
    assert not [name for name in result if name.startswith("handed over") and " 1 " not in name]


@contextmanager
def havoc(crew: Crew) -> Iterator[Counter[str]]:
    """Kill one pager after the other meanwhile; yield how many were."""
    over, killed = Event(), Counter[str]()
    dice = Random(5)  # noqa: S311 - to draw the same again, no secret

    def kill() -> None:
        while not over.wait(KILLED_EVERY):
            crew.kill(dice)
            killed["workers killed"] += 1

    killing = Thread(target=kill)
    killing.start()
    try:
        yield killed
    finally:
        over.set()
        killing.join()
        crew.end()


@pytest.mark.parametrize("number", [signal.SIGSTOP, signal.SIGKILL], ids=["stopped", "killed"])
def test_who_holds_a_lease_stands_still_or_dies(home: Path, number: signal.Signals) -> None:
    url = ensure_running(home).app
    with closing(Database(url)) as database, carrier(Faults()) as (made, address):
        founded(database, SystemClock().now())
        with SlowLine(address, seconds=3.0) as slow:
            crew = Crew(home, url, slow.url)
            for _ in range(WORKERS - 1):
                bury(crew.running.pop())
            [first] = crew.running
            reported(url, 1)
            while not took(made):  # the carrier has it, and its answer is on the way
                time.sleep(0.05)
            first.send_signal(number)
            crew.begin()
            time.sleep(60)
            if number is signal.SIGSTOP:
                first.send_signal(signal.SIGCONT)
                time.sleep(10)
            crew.end()
        result = told(database, made)
        print(f"\n{dict(result)}")  # noqa: T201 - it is a report
        assert result["handed over 1 times"] == 2
        assert result["accepted"] == 2
