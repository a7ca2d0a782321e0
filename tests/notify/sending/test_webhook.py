"""Outgoing webhooks: over real TLS to a server in this process; and where none goes."""

from __future__ import annotations

import hmac
import json
import ssl
import subprocess
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.channel import Outcome, Parcel
from notify.webhook import HEADER, Way, Webhooks, is_public

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
SECRET = "an invented secret"  # noqa: S105
_OWN = """
127.0.0.1 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
::1 fe80::1%eth0 fc00::1 ::ffff:10.0.0.1 2002:0a00:0001::1
"""
OWN = _OWN.split()
HOST = "hooks.firm.example"
PARCEL = Parcel(
    24 * "a", "webhook", f"https://{HOST}/in?to=1", "Störung", "de", timedelta(hours=1), "Betreff"
)


@dataclass
class Receiver:
    """Answers with a status and keeps what it got: path, headers, body."""

    status: int = 204
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    drips: bool = False


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificate")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650"]
    made += ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    made += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(made, check=True, capture_output=True)
    return folder


@contextmanager
def served(receiver: Receiver, certificate: Path) -> Iterator[int]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            receiver.got.append((self.path, dict(self.headers), body))
            while receiver.drips:
                self.wfile.write(b"2")
                self.wfile.flush()
                threading.Event().wait(0.02)
            self.send_response(receiver.status)
            self.send_header("Location", "https://elsewhere.example/")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def webhooks(certificate: Path, **more: object) -> Webhooks:
    trust = ssl.create_default_context(cafile=str(certificate / "cert.pem"))
    way = {"resolve": lambda _host, _port: ["127.0.0.1"], "allows": lambda _: True, "trust": trust}
    return Webhooks(SECRET, lambda: NOW, Way(**(way | more)))


def at(port: int, host: str = HOST) -> Parcel:
    return replace(PARCEL, address=f"https://{host}:{port}/in?to=1")


def test_what_is_posted_is_signed_with_the_shared_secret(certificate: Path) -> None:
    receiver = Receiver()
    with served(receiver, certificate) as port:
        assert webhooks(certificate).send(at(port)).outcome is Outcome.ACCEPTED
    path, headers, body = receiver.got[0]
    assert path == "/in?to=1"
    assert json.loads(body)["text"] == "Störung"
    seconds, signature = (part.partition("=")[2] for part in headers[HEADER].split(","))
    assert int(seconds) == int(NOW.timestamp())
    signed = hmac.new(SECRET.encode(), f"{seconds}.".encode() + body, sha256).hexdigest()
    assert signature == signed


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (302, Outcome.REFUSED),
        (404, Outcome.REFUSED),
        (429, Outcome.BUSY),
        (503, Outcome.BUSY),
    ],
)
def test_a_status_says_what_became_of_it(certificate: Path, status: int, outcome: Outcome) -> None:
    receiver = Receiver(status)
    with served(receiver, certificate) as port:
        assert webhooks(certificate).send(at(port)).outcome is outcome
    assert len(receiver.got) == 1, "no redirect is followed"


def test_a_name_that_the_certificate_does_not_have_gets_nothing(certificate: Path) -> None:
    receiver = Receiver()
    with served(receiver, certificate) as port:
        receipt = webhooks(certificate).send(at(port, "other.firm.example"))
    assert (receipt.outcome, receiver.got) == (Outcome.BUSY, [])


@pytest.mark.parametrize(
    "address",
    ["http://hooks.firm.example/", "https://user@hooks.firm.example/", "https:///in", "ftp://a/"],
)
def test_other_addresses_than_https_are_refused(certificate: Path, address: str) -> None:
    receipt = webhooks(certificate).send(replace(PARCEL, address=address))
    assert receipt.outcome is Outcome.REFUSED


def test_one_private_address_among_public_ones_is_enough_to_refuse(certificate: Path) -> None:
    mixed = webhooks(
        certificate, resolve=lambda _host, _port: ["1.1.1.1", "10.0.0.1"], allows=is_public
    )
    assert mixed.send(PARCEL).outcome is Outcome.REFUSED


@pytest.mark.parametrize("address", OWN)
def test_nothing_is_sent_into_networks_of_one_s_own(address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_in_six_signs_is_judged_as_the_one_that_it_stands_for(address) -> None:
    mapped = is_public(f"::ffff:{address}")
    assert mapped == is_public(str(address))


def test_a_receiver_that_drips_is_left_and_in_doubt(certificate: Path) -> None:
    receiver = Receiver(drips=True)
    with served(receiver, certificate) as port:
        receipt = webhooks(certificate, whole=0.3).send(at(port))
    assert receipt.outcome is Outcome.DOUBTFUL
    assert len(receiver.got) == 1
