"""A mailbox in which customers report faults: looked into again and again, each mail taken once."""

from __future__ import annotations

import imaplib
import ssl
from contextlib import suppress
from threading import Event
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import unquote, urlsplit

from oncall.errors import Unreachable
from oncall.incidents.letters import read
from oncall.services import mailed_in
from web.patience import on_stderr

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.clock import Clock
    from oncall.store.db import Database

EVERY: Final = 30.0  # seconds
PORT: Final = 993
GONE: Final = "the mailbox can't be read"
TIMEOUT: Final = 10.0
TROUBLE: Final = (OSError, imaplib.IMAP4.error)


class Box(Protocol):
    """What of an IMAP connection is used, as imaplib has it."""

    def uid(self, command: str, *args: str) -> tuple[str, list[Any]]:
        """Do a command by the mails' own ids."""

    def logout(self) -> object:
        """Say goodbye."""


class Mailbox:
    """Reads what is unread; a mail is marked as read after it is an incident, never before.

    One that can't be taken stays unread, is said once, and holds up none of the others.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        opened: Callable[[], Box],
        number: str,
        say: Callable[[str], None] = on_stderr,
    ) -> None:
        self._database = database
        self._clock = clock
        self._opened = opened
        self._number = number
        self._say = say
        self._leaving = Event()
        self._said: set[str] = set()

    def leave(self) -> None:
        """Look no more; may be called by a signal."""
        self._leaving.set()

    def run(self) -> None:
        """Look until told to leave; trouble is said, and it is tried again."""
        while not self._leaving.is_set():
            self.try_to_look()
            self._leaving.wait(EVERY)

    def try_to_look(self) -> None:
        """Look; what kind of trouble there is is said once, and when it is over."""
        try:
            self.look()
        except Unreachable:
            return  # who pages says so
        except TROUBLE as trouble:
            self._tell(f"{GONE} ({said(trouble)}); it is tried again", GONE)
        else:
            if GONE in self._said:
                self._said.remove(GONE)
                self._say("the mailbox can be read again")

    def _tell(self, sentence: str, what: str) -> None:
        if what not in self._said:
            self._said.add(what)
            self._say(sentence)

    def look(self) -> int:
        """Take what is unread, and return how many mails that were; raises TROUBLE, Unreachable."""
        box = self._opened()
        try:
            _, found = box.uid("SEARCH", "UNSEEN")
            return sum(self._take(box, each) for each in (found[0] or b"").decode().split())
        finally:
            with suppress(*TROUBLE):
                box.logout()

    def _take(self, box: Box, uid: str) -> bool:
        # PEEK leaves it unread: should we die now, it is read again and is the same report.
        _, parts = box.uid("FETCH", uid, "(BODY.PEEK[])")
        octets = next((part[1] for part in parts if isinstance(part, tuple)), None)
        if octets is None:  # somebody has deleted it since
            return False
        now = self._clock.now()
        try:
            mailed_in.heard(self._database, read(octets), self._number, now)
        except Unreachable:
            raise
        except Exception as error:  # noqa: BLE001 - one odd mail keeps no others waiting
            self._tell(f"mail {uid} can't be taken and stays unread: {error!r}", f"mail {uid}")
            return False
        box.uid("STORE", uid, "+FLAGS", "(\\Seen)")
        return True


def said(trouble: Exception) -> str:
    """Return what a server has said, which comes as octets, or what went wrong."""
    first = trouble.args[0] if trouble.args else None
    return first.decode(errors="replace") if isinstance(first, bytes) else str(trouble)


def opening(address: str, trust: ssl.SSLContext | None = None) -> Callable[[], Box]:
    """Return what opens the mailbox of an address like imaps://user:password@host/INBOX.

    Without `trust` the machine's certificates decide who may hear the password.
    """
    parts = urlsplit(address)
    where = parts.hostname or "", parts.port or PORT
    folder = unquote(parts.path.strip("/")) or "INBOX"

    def opened() -> Box:
        # What imaplib takes without a context believes any certificate.
        context = trust or ssl.create_default_context()
        box = imaplib.IMAP4_SSL(*where, ssl_context=context, timeout=TIMEOUT)
        try:
            box.login(unquote(parts.username or ""), unquote(parts.password or ""))
            if box.select(f'"{folder}"')[0] != "OK":
                raise imaplib.IMAP4.error(f"there is no folder {folder!r}")
        except TROUBLE:
            box.shutdown()
            raise
        return box

    return opened
