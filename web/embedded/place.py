"""The folders of an embedded database: its data, its socket, its lock and its log."""

from __future__ import annotations

import fcntl
import os
import stat
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from web.embedded.errors import EmbeddedError

if TYPE_CHECKING:
    from collections.abc import Iterator

SOCKET: Final = ".s.PGSQL.5432"
# The longest path of a socket that Linux (107) and macOS (103) both know.
LONGEST: Final = 103
# Not tempfile.gettempdir(): processes with another TMPDIR must find the same folder.
SHORT: Final = Path("/tmp")  # noqa: S108 - a folder in it is trusted only if it is our own


@dataclass(frozen=True)
class Place:
    """Where one embedded database lives."""

    home: Path

    @classmethod
    def of(cls, home: Path) -> Self:
        """Return the place that a home stands for, however it is written."""
        return cls(Path(os.path.realpath(home)))

    @property
    def folder(self) -> Path:
        """Return the folder that holds all the others; nobody else may look in."""
        return self.home / "postgres"

    @property
    def data(self) -> Path:
        """Return the data folder, which is there only when it is complete."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """Return the file with what the server says."""
        return self.folder / "log"

    @property
    def socket(self) -> Path:
        """Return the socket's folder: here, or in /tmp under a name that all processes know."""
        near = self.folder / "socket"
        # In an address of libpq a comma separates hosts.
        if len(os.fsencode(near / SOCKET)) <= LONGEST and "," not in str(near):
            return near
        return SHORT / f"oncall-{sha256(os.fsencode(self.folder)).hexdigest()[:16]}"

    def claim(self) -> None:
        """Make the home if it isn't there, and make sure that it is our own."""
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        _check_owner(self.home)
        private(self.folder)

    def forsake(self) -> None:
        """Take away the socket's folder in /tmp, of which nobody would know whose it was."""
        if self.socket.parent == SHORT:
            with suppress(OSError):
                self.socket.rmdir()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Wait until no other process starts or stops this server; a lock dies with its holder."""
        lock = os.open(self.folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)


def private(folder: Path) -> None:
    """Make a folder that is ours alone, or make sure that it is."""
    folder.mkdir(mode=0o700, exist_ok=True)
    check_private(folder)


def check_private(folder: Path) -> None:
    """Raise EmbeddedError where others own a folder or may enter it."""
    _check_owner(folder)
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        raise EmbeddedError(
            f"{folder}: is open to others (mode {mode:04o}), who could read the database; "
            f"run `chmod 700 {folder}`"
        )


def _check_owner(folder: Path) -> None:
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode):
        raise EmbeddedError(f"{folder}: is no folder; move it away or name another home")
    if found.st_uid != os.geteuid():
        raise EmbeddedError(
            f"{folder}: belongs to user {found.st_uid}, and this is user {os.geteuid()}; run "
            "oncall as that user, give the folder to this one, or name another home"
        )
