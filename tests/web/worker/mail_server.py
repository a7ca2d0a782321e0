"""A real IMAP server with one mailbox, over TLS, in a thread of this process."""

from __future__ import annotations

import asyncio
import imaplib
import ssl
import subprocess
import threading
from argparse import Namespace
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote

from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USER, PASSWORD = "faults@oncall.example", "a pass/word: 100 %"
PLACE = "127.0.0.1"
OPTIONS = {
    "host": PLACE,
    "port": "0",
    "debug": False,
    "cert": None,
    "key": None,
    "tls": False,  # what it means is STARTTLS; the whole connection is encrypted below
    "proxy_protocol": "noop",
    "passlib_cfg": None,
    "demo_data": False,
    "demo_user": USER,
    "demo_password": PASSWORD,
}


class MailServer:
    """Listens at `address`; `trust` is a context that believes its certificate."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        _certify(folder)
        self.trust = ssl.create_default_context(cafile=str(folder / "cert.pem"))
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="imap", daemon=True)
        self._thread.start()
        self._port = 0
        backend, config = self._do(DictBackend.init(Namespace(**OPTIONS)))
        self._login, self._config = backend.login, config
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self.comes_back()

    def address(self, host: str = PLACE, password: str = PASSWORD, folder: str = "INBOX") -> str:
        """Where the mailbox is, as ONCALL_IMAP has it."""
        name = f"{quote(USER, safe='')}:{quote(password, safe='')}"
        return f"imaps://{name}@{host}:{self._port}/{folder}"

    def arrives(self, *mails: bytes) -> None:
        """Put mails into the mailbox."""
        with self._box() as box:
            for octets in mails:
                box.append("INBOX", "", "", octets)

    def unread(self) -> int:
        """How many mails nobody has read."""
        with self._box() as box:
            box.select("INBOX", readonly=True)
            return len(box.search(None, "UNSEEN")[1][0].split())

    def goes_down(self) -> None:
        """Close the port and whatever is open."""
        self._do(self._close())

    def comes_back(self) -> None:
        """Listen, at the port that it had before."""
        self._do(self._open())

    def end(self) -> None:
        """Listen no more."""
        self.goes_down()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    @contextmanager
    def _box(self) -> Iterator[imaplib.IMAP4_SSL]:
        with imaplib.IMAP4_SSL(PLACE, self._port, ssl_context=self.trust) as box:
            box.login(USER, PASSWORD)
            yield box

    async def _open(self) -> None:
        serve = ProxyProtocolReader(self._config.proxy_protocol).get_callback(
            IMAPServer(self._login, self._config)
        )

        async def taken(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._config.apply_context()
            self._writers.add(writer)
            try:
                await serve(reader, writer)
            except ConnectionError:
                return
            finally:
                self._writers.discard(writer)

        own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        own.load_cert_chain(self._folder / "cert.pem", self._folder / "key.pem")
        self._server = await asyncio.start_server(taken, PLACE, self._port, ssl=own)
        self._port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
            for writer in tuple(self._writers):
                writer.transport.abort()
            self._server = None

    def _do(self, what):
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(30)


def _certify(folder: Path) -> None:
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "3650"]
    made += ["-pkeyopt", "ec_paramgen_curve:prime256v1"]
    made += ["-subj", "/CN=mail.example", "-addext", f"subjectAltName=IP:{PLACE}"]
    made += ["-keyout", str(folder / "key.pem"), "-out", str(folder / "cert.pem")]
    subprocess.run(made, check=True, capture_output=True)
