"""`oncall work` and `oncall serve` as they are installed: what stands still is told of outside."""

from __future__ import annotations

import signal
import socket
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from notify.carrier import (
    Account,
    Config,
    Http,
    LiveCarrier,
    Number,
    Person,
    Serving,
    doesnt_hear,
    presses,
)
from oncall.clock import SystemClock
from oncall.incidents.incident import Incident, State
from oncall.incidents.ladder import Channel, Ladder, Rung, Target, Whom
from oncall.incidents.sending import LONGEST_CALL
from oncall.services import intake
from oncall.store import incidents as store
from oncall.store.db import Database
from oncall.store.messages import told
from oncall.store.migrating import migrate
from tests.databases import run
from tests.soak.slow_line import SlowLine
from tests.soak.watcher import Watcher, watching
from tests.web.run import started
from web.bench.crowd import founded, report
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from notify.carrier import Handset

SID, TOKEN, OURS = "AC" + 32 * "e", "an invented token", "+493023125000"
ENGINEER, OUTSIDE = "+491713900000", "+493023125099"
ONE = Rung(timedelta(0), (Target(Whom.ROLE, "primary"),), (Channel.VOICE,))
LADDER = Ladder((ONE,), 9, timedelta(hours=5), ONE)
TOLD_WITHIN = 60.0  # RELIABILITY, P5 and L5


@dataclass
class Firm:
    """A firm with its database, its processes, the phones of its people, and who watches."""

    home: Path
    database: Database
    carrier: LiveCarrier
    worker: subprocess.Popen[str]
    watcher: Watcher

    def phone(self, number: str) -> Handset:
        return self.carrier.phone(number)

    def reported(self) -> int:
        now = SystemClock().now()
        taken = intake.take(self.database, report(0), by="soak", now=now, ladder=LADDER)
        return taken.kept.incident.id

    def stands(self, incident: int) -> Incident:
        with self.database.begin() as tx:
            return store.by_id(tx, incident).incident

    def states(self) -> set[str]:
        """How far what is handed over is."""
        found = (
            "select state from pages where incident is not null union select state from attempts"
        )
        with self.database.begin() as tx:
            return set(tx.execute(text(found)).scalars())


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    home = tmp_path / "home"
    migrate(ensure_running(home).owner)
    people = (Person("Primary", ENGINEER, behaviour=presses("1")), Person("Outside", OUTSIDE))
    account = Account(SID, TOKEN, (Number(OURS),))
    carrier = LiveCarrier(Config((account,), people), SystemClock().now, Http())
    port = free_port()
    try:
        with (
            closing(Database(ensure_running(home).app)) as database,
            Serving(carrier) as served,
            watching() as watcher,
        ):
            founded(database, SystemClock().now())
            urls = ensure_running(home)
            env = {
                "ONCALL_HOME": str(home),
                # Not by its home: who finds the server so starts it again.
                "DATABASE_URL": urls.app,
                "ONCALL_SCHEMA_URL": urls.owner,
                "ONCALL_URL": f"http://127.0.0.1:{port}",
                "ONCALL_CARRIER": served.url,
                "ONCALL_OUTSIDE": OUTSIDE,
                "ONCALL_HEARTBEAT": watcher.address,
                "TWILIO_ACCOUNT_SID": SID,
                "TWILIO_AUTH_TOKEN": TOKEN,
                "TWILIO_NUMBER": OURS,
            }
            with (
                SlowLine(served.url, seconds=2.0) as slow,
                running("serve", "--port", port, env=env),
                running("work", env=env | {"ONCALL_CARRIER": slow.url}) as worker,
            ):
                until(lambda: watcher.beats, 60)
                yield Firm(home, database, carrier, worker, watcher)
    finally:
        carrier.close()
        stop(home)


@contextmanager
def running(*words: object, env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    with started(*words, env=env) as process:
        try:
            yield process
        finally:
            process.kill()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def until(holds: Callable[[], object], seconds: float) -> float:
    """Wait until something holds; return how many seconds that took."""
    begun = time.monotonic()
    while not holds():
        passed = time.monotonic() - begun
        assert passed < seconds, f"not within {seconds} s"
        time.sleep(0.2)
    return time.monotonic() - begun


def test_a_worker_that_stands_still_is_told_outside_and_what_waits_is_done_after(
    firm: Firm,
) -> None:
    firm.worker.send_signal(signal.SIGSTOP)
    incident = firm.reported()
    heard = until(lambda: firm.phone(OUTSIDE).inbox, 2 * TOLD_WITHIN + 10)
    time.sleep(max(0.0, TOLD_WITHIN - firm.watcher.silence()))
    silence = firm.watcher.silence()
    print(f"\noutside was texted after {heard:.0f} s; no beat for {silence:.0f} s")  # noqa: T201
    assert heard <= TOLD_WITHIN + 5
    assert silence >= TOLD_WITHIN - 1
    assert len(firm.phone(OUTSIDE).inbox) == 1
    assert not firm.phone(ENGINEER).calls
    firm.worker.send_signal(signal.SIGCONT)
    late = until(lambda: firm.stands(incident).holder, 60)
    beat = until(lambda: firm.watcher.silence() < 5, 30)
    print(f"accepted {late:.0f} s after it went on; it beats {beat:.0f} s later")  # noqa: T201
    assert len(firm.phone(ENGINEER).calls) == 1


def test_a_timer_that_is_lost_is_written_anew_and_the_page_goes_out(firm: Firm) -> None:
    firm.worker.send_signal(signal.SIGSTOP)
    incident = firm.reported()
    run(
        ensure_running(firm.home).owner,
        "alter table incidents drop constraint ck_incidents_never_forgotten",
        "update incidents set due_at = null",
    )
    firm.worker.send_signal(signal.SIGCONT)
    mended = until(lambda: firm.stands(incident).holder, 60)
    print(f"\nmended, paged and accepted after {mended:.0f} s")  # noqa: T201
    with firm.database.begin() as tx:
        assert [each.kind for each in told(tx, "t000", "forgotten")] == ["forgotten"]
    until(lambda: firm.phone(OUTSIDE).inbox, 30)
    assert len(firm.phone(ENGINEER).calls) == 1


def test_the_database_goes_while_a_page_is_handed_over_and_it_is_neither_lost_nor_doubled(
    firm: Firm,
) -> None:
    firm.phone(ENGINEER).behave(doesnt_hear())
    incident = firm.reported()
    until(lambda: firm.phone(ENGINEER).calls, 30)  # its answer is on the way for 2 s
    stop(firm.home)
    time.sleep(30)
    assert firm.watcher.silence() > 14, "a worker without a database does not beat"
    url = ensure_running(firm.home).app
    with closing(Database(url)) as firm.database:
        settled = until(lambda: not firm.states() & {"pending", "sending", "doubtful"}, 60)
        print(f"\nsettled {settled:.0f} s after it was back: {firm.states()}")  # noqa: T201
        assert len(firm.phone(ENGINEER).calls) == 1
        firm.phone(ENGINEER).behave(presses("1"))
        second = firm.reported()
        # How the first call ended was told while nobody could write it down: it is waited for.
        until(lambda: firm.stands(second).holder, LONGEST_CALL.total_seconds() + 60)
        assert firm.stands(incident).state is State.PAGING


def test_what_is_reported_before_the_database_goes_is_paged_as_soon_as_it_is_back(
    firm: Firm,
) -> None:
    firm.worker.send_signal(signal.SIGSTOP)
    incident = firm.reported()
    stop(firm.home)
    firm.worker.send_signal(signal.SIGCONT)
    time.sleep(30)
    assert not firm.phone(ENGINEER).calls
    url = ensure_running(firm.home).app
    with closing(Database(url)) as firm.database:
        late = until(lambda: firm.stands(incident).holder, 60)
        print(f"\naccepted {late:.0f} s after it was back")  # noqa: T201
        assert len(firm.phone(ENGINEER).calls) == 1
