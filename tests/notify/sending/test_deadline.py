"""Servers that drip: a little now and then, for ever, is no answer."""

from __future__ import annotations

import socket
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from notify.channel import Outcome, Parcel
from notify.mail import Mails, Post

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
EACH = 0.02  # seconds between lines: each is long before a socket's own timeout
PARCEL = Parcel(
    24 * "a", "email", "ada@firm.example", "Störung", "de", timedelta(hours=1), "Störung"
)


@contextmanager
def dripping(says: list[bytes]) -> Iterator[tuple[str, Event]]:
    """Serve what is said at once, each to a line that is heard; after it drips. Tell when it ends.

    Yields the address, and what is set once the other end is gone.
    """
    gone = Event()

    def serve(listening: socket.socket) -> None:
        line, _ = listening.accept()
        with line, suppress(OSError):
            for said in says:
                line.sendall(said)
                line.recv(1000)
            while not gone.wait(EACH):
                line.sendall(b"250-wait\r\n")
        gone.set()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield "{}:{}".format(*listening.getsockname()), gone
        thread.join()


def lines(*some: str) -> list[bytes]:
    return [f"{each}\r\n".encode() for each in some]


@pytest.mark.parametrize(
    ("says", "outcome"),
    [
        (lines(), Outcome.BUSY),
        (lines("220 here"), Outcome.BUSY),
        (lines("220 here", "250 yes", "250 yes", "250 yes", "354 go on"), Outcome.DOUBTFUL),
    ],
)
def test_a_mail_server_that_drips_is_left(says: list[bytes], outcome: Outcome) -> None:
    with dripping(says) as (place, gone):
        mails = Mails(Post(f"smtp://{place}", "oncall@firm.example"), lambda: NOW, whole=0.3)
        assert mails.send(PARCEL).outcome is outcome
        assert gone.wait(10), "the connection is ended"
