"""A mailbox in which customers report faults: looked into again and again, each mail taken once."""

from __future__ import annotations

import imaplib
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
TIMEOUT: Final = 10.0
TROUBLE: Final = (OSError, imaplib.IMAP4.error)


class Box(Protocol):
    """What of an IMAP connection is used, as imaplib has it."""

    def uid(self, command: str, *args: str) -> tuple[str, list[Any]]:
        """Do a command by the mails' own ids."""

    def logout(self) -> object:
        """Say goodbye."""


class Mailbox:
    """Reads what is unread; a mail is marked as read after it is an incident, never before."""

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

    def leave(self) -> None:
        """Look no more; may be called by a signal."""
        self._leaving.set()

    def run(self) -> None:
        """Look until told to leave; trouble is said, and it is tried again."""
        while not self._leaving.is_set():
            try:
                self.look()
            except (*TROUBLE, Unreachable) as trouble:
                self._say(f"the mailbox can't be read ({trouble}); it is tried again")
            self._leaving.wait(EVERY)

    def look(self) -> int:
        """Take what is unread, and return how many mails that were."""
        box = self._opened()
        try:
            _, found = box.uid("SEARCH", "UNSEEN")
            ids = (found[0] or b"").decode().split()
            for each in ids:
                self._take(box, each)
            return len(ids)
        finally:
            box.logout()

    def _take(self, box: Box, uid: str) -> None:
        # PEEK leaves it unread: should we die now, it is read again and is the same report.
        _, parts = box.uid("FETCH", uid, "(BODY.PEEK[])")
        octets = next((part[1] for part in parts if isinstance(part, tuple)), None)
        if octets is not None:
            mailed_in.heard(self._database, read(octets), self._number, self._clock.now())
        box.uid("STORE", uid, "+FLAGS", "(\\Seen)")


def opening(address: str) -> Callable[[], Box]:
    """Return what opens the mailbox of an address like imaps://user:password@host/INBOX."""
    parts = urlsplit(address)

    def opened() -> Box:
        box = imaplib.IMAP4_SSL(parts.hostname or "", parts.port or 993, timeout=TIMEOUT)
        box.login(unquote(parts.username or ""), unquote(parts.password or ""))
        box.select(unquote(parts.path.strip("/")) or "INBOX")
        return box

    return opened
