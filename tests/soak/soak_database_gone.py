"""The database is gone for half a minute: nothing acknowledged is lost, and everybody goes on."""

from __future__ import annotations

import os
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event
from typing import TYPE_CHECKING

import pytest

from oncall.drafts import Request
from oncall.errors import Unreachable
from oncall.services import drafting
from oncall.store.audit import Line, lines, note
from oncall.store.db import Database
from oncall.store.migrating import migrate
from solver.outcome import Budget
from tests.oncall.services.firms import MONDAY, NOW, stored
from tests.web.embedded.asking import server_of
from tests.web.run import started
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GONE = 30.0  # seconds
WRITERS = 4


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    home = tmp_path / "home"
    migrate(ensure_running(home).owner)
    yield home
    stop(home)


def write(url: str, name: str, over: Event) -> tuple[list[str], int]:
    """Write line after line; return those that were acknowledged, and how often it was refused."""
    done: list[str] = []
    refused = 0
    with closing(Database(url)) as database:
        while not over.is_set():
            subject = f"{name} {len(done)}"
            try:
                with database.begin() as tx:
                    note(tx, Line(NOW, "ada", "publish", subject))
                done.append(subject)
            except Unreachable:
                refused += 1
                over.wait(0.2)
    return done, refused


@pytest.mark.parametrize("killed", [False, True], ids=["ended", "killed"])
def test_nothing_acknowledged_is_lost_and_writers_go_on(home: Path, killed: bool) -> None:
    url, over = ensure_running(home).app, Event()
    with ThreadPoolExecutor(WRITERS) as some:
        writing = [some.submit(write, url, f"w{n}", over) for n in range(WRITERS)]
        time.sleep(3)
        if killed:
            os.kill(server_of(home), signal.SIGKILL)
        else:
            stop(home)
        time.sleep(GONE)
        assert ensure_running(home).app == url
        time.sleep(3)
        over.set()
        results = [each.result() for each in writing]
    with closing(Database(url)) as database, database.begin() as tx:
        kept = [str(row["subject"]) for row in lines(tx, most=1_000_000)]
    for done, refused in results:
        assert refused > 10
        assert set(done) <= set(kept)
    # The one that was on its way when the server went may be there though nobody heard so.
    acknowledged = sum(len(done) for done, _ in results)
    assert acknowledged <= len(kept) <= acknowledged + WRITERS


def test_a_worker_bears_it_and_solves_what_comes_after(home: Path) -> None:
    urls = ensure_running(home)
    # Not by its home alone: who finds the server so starts it again.
    env = {"DATABASE_URL": urls.app, "ONCALL_SCHEMA_URL": urls.owner, "ONCALL_HOME": str(home)}
    worker = started("work", env=env)
    time.sleep(5)
    stop(home)
    time.sleep(GONE)
    ensure_running(home)
    with closing(Database(urls.app)) as database:
        stored(database)
        request = Request("video", MONDAY, 14, budget=Budget(2))
        number = drafting.ask(database, request, "petra", NOW)
        for _ in range(60):
            if drafting.get(database, number).state == "ready":
                break
            time.sleep(1)
        assert drafting.get(database, number).state == "ready"
    worker.terminate()
    _, said = worker.communicate(timeout=30)
    assert "Traceback" not in said
    assert "trying again" in said
    assert "the database is back" in said
