"""A real mail server in this process, with one mailbox."""

from __future__ import annotations

from contextlib import contextmanager
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage


class Box:
    """A mailbox that says what it was told to, and keeps what it takes."""

    def __init__(self) -> None:
        self.says = "250 kept"
        self.of_recipient = "250 known"
        self.kept: list[bytes] = []

    @property
    def mails(self) -> list[EmailMessage]:
        """What it has taken."""
        return [message_from_bytes(octets, policy=default) for octets in self.kept]

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:  # noqa: N802
        if self.of_recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.of_recipient

    async def handle_DATA(self, server, _session, envelope) -> str:  # noqa: N802
        if self.says == "hang up":
            server.transport.abort()
        elif self.says.startswith("250"):
            self.kept.append(envelope.content)
        return self.says


class AnyPort(Controller):
    """A server at whatever port is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def served(box: Box) -> Iterator[str]:
    controller = AnyPort(box, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield f"127.0.0.1:{controller.port}"
    finally:
        controller.stop()
