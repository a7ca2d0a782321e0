"""`oncall serve`: says where, answers, and ends cleanly."""

from __future__ import annotations

import re
import signal
import socket
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.oncall.services.firms import stored
from tests.web.run import house, oncall, started
from tests.web.worker.helping import asked

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterator
    from pathlib import Path

    from web.embedded.server import Addresses


@pytest.fixture
def serving(urls: Addresses, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A server of its own process, which has said where it is."""
    env = house(urls, ONCALL_HOME=str(tmp_path))
    with started("serve", "--port", 0, "--threads", 2, env=env) as process:
        yield process
        if process.poll() is None:
            process.kill()


def address(serving: subprocess.Popen[str]) -> str:
    said = serving.stdout.readline()
    return re.match(r"serving at (http://127\.0\.0\.1:\d+), known outside as http://", said)[1]


def test_it_says_where_answers_and_ends_by_sigterm_with_nothing_to_complain(serving) -> None:
    token = "a" * 32
    with pytest.raises(HTTPError) as refused:
        urlopen(f"{address(serving)}/feeds/1-{token}.ics")  # noqa: S310 - our own server
    with refused.value as answer:
        assert answer.code == 404
        assert "Server" not in answer.headers
        assert "There is no calendar" in answer.read().decode()
    serving.send_signal(signal.SIGTERM)
    rest, errors = serving.communicate()
    assert (serving.returncode, rest, errors) == (0, "", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_by_a_signal_while_drafts_are_watched(database, serving, number) -> None:
    stored(database)
    with urlopen(f"{address(serving)}/live/drafts/{asked(database)}") as stream:  # noqa: S310
        assert stream.readline() == b"retry: 2000\n"
        serving.send_signal(number)
        assert stream.read().endswith(b"\n\n")
    rest, errors = serving.communicate()
    assert (serving.returncode, rest, errors) == (0, "", "")


@pytest.mark.parametrize(
    "octets",
    [
        b"\x16\x03\x01 no HTTP at all\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
        b"GET /feeds/1-" + b"a" * 32,
        b"",
    ],
)
def test_what_strangers_send_is_not_written_down(serving, octets) -> None:
    place = urlsplit(address(serving))
    with socket.create_connection((place.hostname, place.port)) as stranger:
        stranger.sendall(octets)
        stranger.shutdown(socket.SHUT_WR)
        stranger.recv(1000)
    serving.send_signal(signal.SIGTERM)
    rest, errors = serving.communicate()
    assert (serving.returncode, rest, errors) == (0, "", "")


def test_a_port_in_use_is_told(urls: Addresses, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        env = house(urls, ONCALL_HOME=str(tmp_path))
        refused = oncall("serve", "--port", port, env=env)
    assert refused.exit_code == 1
    assert f"127.0.0.1:{port} can't be served (Address already in use)" in refused.stderr
