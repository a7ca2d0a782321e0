"""A carrier and an application in real time, both behind ports."""

from __future__ import annotations

from contextlib import contextmanager
from queue import Queue
from threading import Thread
from typing import TYPE_CHECKING

from twilio.rest import Client
from werkzeug.serving import make_server

from notify.carrier import (
    Account,
    Config,
    Elsewhere,
    Http,
    LiveCarrier,
    Number,
    Person,
    Serving,
)
from oncall.clock import SystemClock
from tests.notify.carrier.desk import TOKEN, Desk
from tests.notify.carrier.town import ANNA, HOTLINE, SID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 60  # seconds, after which a test that hangs fails


class LiveDesk(Desk):
    """A desk behind a port, that puts everything asked of it into a queue as well."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: Queue[str] = Queue()

    def __call__(self, environ, start_response):
        answer = super().__call__(environ, start_response)
        asked = self.asked[-1]
        self.heard.put(asked.get("CallStatus") or asked.get("MessageStatus") or asked.path)
        return answer

    def until(self, state: str) -> list[str]:
        """Wait for a state; return all up to it."""
        found = []
        while not found or found[-1] != state:
            found.append(self.heard.get(timeout=PATIENCE))
        return found


@contextmanager
def served_desk() -> Iterator[tuple[LiveDesk, str]]:
    desk = LiveDesk()
    server = make_server("127.0.0.1", 0, desk, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield desk, f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def live(home: str) -> Iterator[tuple[LiveCarrier, Client]]:
    account = Account(
        SID, TOKEN, (Number(HOTLINE, voice_url=f"{home}/voice"),), calls_per_second=100
    )
    people = (Person("Anna", ANNA),)
    carrier = LiveCarrier(Config((account,), people), SystemClock().now, Http())
    try:
        with Serving(carrier) as served:
            yield carrier, Client(SID, TOKEN, http_client=Elsewhere(served.url, timeout=PATIENCE))
    finally:
        carrier.close()


def when(carrier: LiveCarrier, has_come: Callable[[], bool]) -> None:
    """Wait for something, looking whenever something has changed."""
    seen = -1
    while not has_come():
        now = carrier.wait_for_change(seen, PATIENCE)
        assert now != seen, "it has not come"
        seen = now
