"""`oncall doctor` as it is called: a practice carrier, our hotline, and what ails them."""

from __future__ import annotations

import json
import signal
import socket
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from notify.carrier import Account, Config, Http, LiveCarrier, Number, Person, Serving, presses
from oncall.clock import SystemClock
from tests.notify.carrier.town import DESCRIPTION
from tests.oncall.services.firms import stored
from tests.web.run import house, oncall, started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database
    from web.embedded.server import Addresses

SID, TOKEN = "AC" + 32 * "f", "an invented token"
ANOTHER = "another token"
OURS, PLANNER = "+493023125000", "+493023125019"


class Line:
    """A carrier, our hotline's process that it leads to, and what the doctor is told of both."""

    def __init__(self, carrier: LiveCarrier, env: dict[str, str]) -> None:
        self.carrier = carrier
        self.env = env

    def set(self, **changes: Any) -> None:
        """Change our number at the carrier, as its console does."""

        def change(network: Any) -> None:
            account, number = network.numbers[OURS]
            network.replace_number(account, replace(number, **changes))

        self.carrier.look(change)

    def wrong(self, *words: str, **env: str) -> tuple[int, dict[str, dict[str, Any]]]:
        """Call the doctor; return its exit code, and what it found wrong."""
        told = oncall("doctor", "--json", *words, env=self.env | env)
        found = json.loads(told.stdout)
        assert all(each["cure"] for each in found if not each["is_well"])
        return told.exit_code, {each["name"]: each for each in found if not each["is_well"]}


@pytest.fixture
def line(database: Database, urls: Addresses, tmp_path: Path) -> Iterator[Line]:
    stored(database)
    people = (Person("Petra", PLANNER, behaviour=presses("1")),)
    description = DESCRIPTION if DESCRIPTION.exists() else None
    config = Config((Account(SID, TOKEN, (Number(OURS),)),), people, description=description)
    carrier = LiveCarrier(config, SystemClock().now, Http())
    account = {"TWILIO_ACCOUNT_SID": SID, "TWILIO_AUTH_TOKEN": TOKEN, "TWILIO_NUMBER": OURS}
    told = {"ONCALL_OUTSIDE": PLANNER, "ONCALL_HEARTBEAT": "https://watcher.example"}
    try:
        with Serving(carrier) as served:
            env = house(urls, ONCALL_HOME=str(tmp_path), **account, **told)
            port = free_port()
            address = f"http://127.0.0.1:{port}"
            env |= {"ONCALL_CARRIER": served.url, "ONCALL_HOOKS": address}
            with hotline(port, env):
                made = Line(carrier, env)
                made.set(
                    voice_url=f"{address}/hooks/hotline",
                    status_callback=f"{address}/hooks/hotline/ended",
                    sms_url=f"{address}/hooks/sms",
                )
                yield made
    finally:
        carrier.close()


@contextmanager
def hotline(port: int, env: dict[str, str]) -> Iterator[None]:
    """The hotline's process, as soon as it listens."""
    with started("hotline", "serve", "--port", port, env=env) as process:
        try:
            assert str(port) in process.stdout.readline()
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def test_each_fault_has_its_own_sentence_and_cure(line: Line) -> None:
    # Nobody works, and nobody is on duty: this much is wrong all through.
    code, found = line.wrong("--call", PLANNER)
    assert (code, found.keys()) == (1, {"worker", "fallback"})
    assert line.carrier.phone(PLANNER).calls

    code, found = line.wrong(TWILIO_AUTH_TOKEN=ANOTHER)
    assert code == 1
    assert "20003" in found["account"]["seen"]
    assert "TWILIO_AUTH_TOKEN" in found["account"]["cure"]
    assert "20003" in found["number"]["seen"], "also by the list of numbers"
    assert found["signatures"]["seen"] == "signed: HTTP 403"

    line.set(voice_url="https://elsewhere.example", voice_fallback_url="http://127.0.0.1:9/bin")
    _, found = line.wrong()
    assert found["address of calls"]["seen"] == f"{OURS} asks https://elsewhere.example"
    assert "/hooks/hotline (POST)" in found["address of calls"]["cure"]
    assert "ConnectionError" in found["fallback"]["seen"]

    _, found = line.wrong(TWILIO_NUMBER="+493023125001")
    assert found["number"]["seen"] == "+493023125001 is not the account's"


def test_without_a_database_the_rest_is_looked_at_all_the_same(line: Line) -> None:
    code, found = line.wrong(DATABASE_URL="postgresql://oncall@127.0.0.1:9/oncall")
    assert code == 1
    assert "can't be reached" in found["database"]["seen"]
    assert "DATABASE_URL" in found["database"]["cure"]
    assert found.keys() == {"database", "fallback"}


def test_where_our_hotline_does_not_answer_the_address_is_named(line: Line) -> None:
    code, found = line.wrong(ONCALL_HOOKS="http://127.0.0.1:9")
    assert code == 1
    assert found["webhooks"]["seen"].startswith("http://127.0.0.1:9/hooks/")
    assert "oncall serve" in found["webhooks"]["cure"]
