"""Outgoing webhooks: signed, by https alone, and never into a network that is not the internet.

The address is resolved once and the connection goes there, whatever the name leads to a moment
later. The body is JSON; `X-Oncall-Signature: t=<seconds>,v1=<hex>` is HMAC-SHA256 with the shared
secret over `<seconds>.<body>`.
"""

from __future__ import annotations

import hmac
import http.client
import json
import socket
import ssl
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from notify.channel import Outcome, Receipt
from notify.deadline import WHOLE, within

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from urllib.parse import SplitResult

    from notify.channel import Found, Parcel

TIMEOUT: Final = 5.0
AGAIN: Final = timedelta(seconds=10)
HEADER: Final = "X-Oncall-Signature"


class NotAllowed(Exception):  # noqa: N818 - a decision, not a fault
    """An address that nothing is sent to: a sentence."""


def resolved(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(each[4][0]) for each in found]


def is_public(address: str) -> bool:
    """Tell whether an address is one of the internet: not private, local, reserved or mapped."""
    found = ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None) or getattr(found, "sixtofour", None)
    inner = mapped or found
    return inner.is_global and not inner.is_multicast and not inner.is_reserved


@dataclass(frozen=True, slots=True)
class Way:
    """How hosts are found and judged, which certificates are trusted, how many seconds it has."""

    resolve: Callable[[str, int], Sequence[str]] = resolved
    allows: Callable[[str], bool] = is_public
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    whole: float = WHOLE


class Webhooks:
    """Posts messages to addresses; `now` tells the time, which is signed."""

    name = "webhook"

    def __init__(self, secret: str, now: Callable[[], datetime], way: Way | None = None) -> None:
        self._secret = secret.encode()
        self._now = now
        self._way = way or Way()

    def send(self, parcel: Parcel) -> Receipt:
        """Post a message, once, following no redirect."""
        try:
            parts, address = self._target(parcel.address)
            connection = self._connected(parts, address)
        except NotAllowed as error:
            return Receipt(Outcome.REFUSED, why=str(error))
        except OSError as error:
            return Receipt(Outcome.BUSY, why=f"no connection: {error}", again_after=AGAIN)
        try:
            with within(self._way.whole, lambda: connection.sock):
                return _judged(self._posted(connection, parts, parcel))
        except (OSError, http.client.HTTPException) as error:
            return Receipt(Outcome.DOUBTFUL, why=str(error) or type(error).__name__)
        finally:
            connection.close()

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        """Return nothing: there is no list; the receiver knows repeats by their attempt's key."""
        return ()

    def _target(self, url: str) -> tuple[SplitResult, str]:
        """Return an address taken apart and where to connect to; raises NotAllowed, OSError."""
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or parts.username:
            raise NotAllowed("an outgoing webhook goes to https:// without a user")
        addresses = self._way.resolve(parts.hostname, parts.port or 443)
        if not addresses or not all(map(self._way.allows, addresses)):
            raise NotAllowed(f"{parts.hostname} is not in the internet; nothing is sent there")
        return parts, addresses[0]

    def _connected(self, parts: SplitResult, address: str) -> http.client.HTTPSConnection:
        host, port = str(parts.hostname), parts.port or 443
        connection = http.client.HTTPSConnection(host, port, timeout=TIMEOUT)
        plain = socket.create_connection((address, port), timeout=TIMEOUT)
        try:
            connection.sock = self._way.trust.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise
        return connection

    def _posted(
        self, connection: http.client.HTTPSConnection, parts: SplitResult, parcel: Parcel
    ) -> int:
        told = {
            "attempt": parcel.attempt,
            "subject": parcel.subject,
            "text": parcel.text,
            "language": parcel.language,
        }
        body = json.dumps(told, ensure_ascii=False).encode()
        seconds = int(self._now().timestamp())
        signed = hmac.new(self._secret, f"{seconds}.".encode() + body, sha256).hexdigest()
        path = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "oncall",
            HEADER: f"t={seconds},v1={signed}",
        }
        connection.request("POST", path, body, headers)
        return connection.getresponse().status


def _judged(status: int) -> Receipt:
    code = str(status)
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Receipt(Outcome.ACCEPTED, code=code)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Receipt(Outcome.BUSY, code=code, why="busy", again_after=AGAIN)
    return Receipt(Outcome.REFUSED, code=code, why=f"refused with {code}")
