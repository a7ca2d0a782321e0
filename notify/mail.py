"""Mails by SMTP."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from notify.channel import Outcome, Receipt
from notify.deadline import WHOLE, within

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from notify.channel import Found, Parcel

TIMEOUT: Final = 5.0
AGAIN: Final = timedelta(seconds=10)
PORTS: Final = {"smtp": 587, "smtps": 465}
READY: Final = 220
PERMANENT: Final = 500


@dataclass(frozen=True, slots=True)
class Post:
    """A mail server: `smtp://user:password@host:port`, or smtps:// for TLS from the first octet.

    Where the server offers STARTTLS it is used; a password is never sent without TLS.
    """

    url: str = field(repr=False)
    sender: str


class Mails:
    """Sends mails; `now` tells the time for their Date."""

    name = "email"

    def __init__(
        self,
        post: Post,
        now: Callable[[], datetime],
        trust: ssl.SSLContext | None = None,
        whole: float = WHOLE,
    ) -> None:
        self._post = post
        self._now = now
        self._trust = trust or ssl.create_default_context()
        self._whole = whole

    def send(self, parcel: Parcel) -> Receipt:
        """Hand a mail over to the server."""
        try:
            mail = self._mail(parcel)
        except (ValueError, MessageError) as error:
            return Receipt(Outcome.REFUSED, why=f"no address to send to: {error}")
        server = self._server()
        try:
            with within(self._whole, lambda: server.sock), suppress_farewell(server):
                self._greet(server)
                return _handed_over(server, mail)
        except smtplib.SMTPAuthenticationError as error:
            return Receipt(Outcome.BROKEN, code=str(error.smtp_code), why=_text(error.smtp_error))
        except ssl.SSLError as error:
            return Receipt(Outcome.BROKEN, why=f"no trusted TLS: {error.reason}")
        except (smtplib.SMTPException, OSError) as error:
            return Receipt(Outcome.BUSY, why=str(error), again_after=AGAIN)

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        """Return nothing: a mail server has no list, so what is doubtful is sent again."""
        return ()

    def _server(self) -> smtplib.SMTP:
        """Return a server that nothing was said to yet."""
        if urlsplit(self._post.url).scheme == "smtps":
            return smtplib.SMTP_SSL(timeout=TIMEOUT, context=self._trust)
        return smtplib.SMTP(timeout=TIMEOUT)

    def _greet(self, server: smtplib.SMTP) -> None:
        """Connect and say who we are; nothing is accepted by it yet."""
        parts = urlsplit(self._post.url)
        host, is_private = parts.hostname or "localhost", parts.scheme == "smtps"
        # For TLS it knows the name from its constructor alone, which would connect at once.
        server._host = host  # type: ignore[attr-defined]  # noqa: SLF001
        code, said = server.connect(host, parts.port or PORTS[parts.scheme])
        if code != READY:
            raise smtplib.SMTPConnectError(code, said)
        server.ehlo()
        if not is_private and server.has_extn("starttls"):
            server.starttls(context=self._trust)
            server.ehlo()
            is_private = True
        if parts.username and not is_private:
            raise smtplib.SMTPAuthenticationError(530, b"a password is sent over TLS alone")
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))

    def _mail(self, parcel: Parcel) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = self._post.sender
        mail["To"] = parcel.address
        mail["Subject"] = " ".join(parcel.subject.split())
        mail["Date"] = format_datetime(self._now())
        domain = self._post.sender.rpartition("@")[2].rstrip(">")
        mail["Message-ID"] = f"<{parcel.attempt}@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        mail["Content-Language"] = parcel.language
        mail.set_content(parcel.text)
        return mail


class suppress_farewell:  # noqa: N801 - used like a function
    """Ends a connection without minding how: what was accepted before stays accepted."""

    def __init__(self, server: smtplib.SMTP) -> None:
        self._server = server

    def __enter__(self) -> smtplib.SMTP:
        return self._server

    def __exit__(self, *_error: object) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._server.quit()
        self._server.close()


def _handed_over(server: smtplib.SMTP, mail: EmailMessage) -> Receipt:
    """Send one mail; after its octets went out nobody knows what a broken connection means."""
    try:
        server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as error:
        code, why = next(iter(error.recipients.values()))
        return _refusal(code, why)
    except (smtplib.SMTPSenderRefused, smtplib.SMTPDataError) as error:
        return _refusal(error.smtp_code, error.smtp_error)
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        return Receipt(Outcome.DOUBTFUL, why=str(error))
    return Receipt(Outcome.ACCEPTED, sid=str(mail["Message-ID"]))


def _refusal(code: int, why: bytes | str) -> Receipt:
    outcome = Outcome.REFUSED if code >= PERMANENT else Outcome.BUSY
    return Receipt(outcome, code=str(code), why=_text(why), again_after=AGAIN)


def _text(said: bytes | str) -> str:
    return said.decode(errors="replace") if isinstance(said, bytes) else said
