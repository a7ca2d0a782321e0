"""A server with real sockets in a thread of its own, and those who watch drafts over it."""

from __future__ import annotations

import json
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.clock import WoundClock
from tests.oncall.services.firms import NOW
from web.app import make_app
from web.front import Front
from web.live.hub import Hub
from web.serving import Listening, door
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from http.client import HTTPResponse
    from pathlib import Path

    from flask import Flask

    from oncall.store.db import Database

THREADS = 2
PATIENCE = 60  # seconds, after which a test that hangs fails


class Event(NamedTuple):
    name: str
    facts: dict[str, Any]


class Watcher:
    """Somebody who watches a draft with a browser's means."""

    def __init__(self, answer: HTTPResponse) -> None:
        self.answer = answer

    def block(self) -> list[str]:
        """The lines up to the next empty one; none at the end."""
        lines = []
        while line := self.answer.readline().decode():
            if line == "\n":
                break
            lines.append(line.rstrip("\n"))
        return lines

    def __iter__(self) -> Iterator[Event]:
        while block := self.block():
            fields = dict(line.split(": ", 1) for line in block)
            if "event" in fields:
                yield Event(fields["event"], json.loads(fields["data"]))

    def until(self, name: str) -> Event:
        """The next event of that name."""
        return next(event for event in self if event.name == name)


@dataclass
class Served:
    listening: Listening
    thread: Thread
    clients: ExitStack

    def connection(self) -> HTTPConnection:
        client = HTTPConnection("127.0.0.1", self.listening.port, timeout=PATIENCE)
        return self.clients.enter_context(closing(client))

    def answer(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        client = self.connection()
        client.request(method, path, headers=headers)
        return self.clients.enter_context(closing(client.getresponse()))

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        answer = self.answer(path, **headers)
        return answer.status, answer.read().decode()

    def watcher(self, draft: int, **headers: str) -> Watcher:
        return Watcher(self.answer(f"/live/drafts/{draft}", **headers))


def pages(database: Database, home: Path) -> Flask:
    settings = Settings(home, None, None, "https://oncall.example", None, "petra")
    return make_app(House(settings, database, WoundClock(NOW)))


@contextmanager
def served(
    database: Database,
    home: Path,
    app: Flask | None = None,
    hub: Hub | None = None,
    port: int = 0,
) -> Iterator[Served]:
    """A server, ended at the end; it takes no signals, since it is in a thread."""
    hub = hub or Hub(database)
    front = Front(app or pages(database, home), hub, THREADS, https=True)
    listening = Listening(door("127.0.0.1", port), front, hub)
    thread = Thread(target=listening.serve)
    thread.start()
    try:
        with ExitStack() as clients:
            yield Served(listening, thread, clients)
    finally:
        listening.leave()
        thread.join()
