"""As whom PostgreSQL runs: it refuses root, and a user without an account."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from web.embedded.binaries import ENVIRONMENT, binary
from web.embedded.errors import EmbeddedError

if TYPE_CHECKING:
    from collections.abc import Iterator

LAUNCH: Final = Path(__file__).with_name("launch.py")
# Accounts that rule over nothing; every system has one of them.
ACCOUNTS: Final = ("postgres", "nobody", "daemon")


@dataclass(frozen=True)
class Identity:
    """A way to run PostgreSQL, in launch.py's words, and whom its files belong to."""

    words: str
    uid: int

    def command(self, program: str, *words: object, manner: str = "stay") -> list[str]:
        """Return the command line that runs a program of PostgreSQL in this way."""
        python = [sys.executable, "-I", "-S", str(LAUNCH)]
        return [*python, self.words, manner, str(binary(program)), *map(str, words)]


def choose() -> Identity:
    """Return the first way that works here, or raise EmbeddedError."""
    uid = os.geteuid()
    if uid != 0 and _has_account(uid):
        return Identity("self", uid)
    for identity in _ways(uid):
        if _works(identity):
            return identity
    if uid == 0:
        raise EmbeddedError(
            "PostgreSQL does not run as root, and here root may neither open a user namespace nor "
            f"become one of {', '.join(ACCOUNTS)}; run oncall as an ordinary user"
        )
    raise EmbeddedError(
        f"PostgreSQL does not run as user {uid}, who has no line in /etc/passwd; add one, or run "
        "oncall as a user who has"
    )


def hand_over(data: Path, identity: Identity) -> None:
    """Give the data to whom PostgreSQL now runs as; only root may find them with another."""
    if data.stat().st_uid == identity.uid:
        return
    for folder, _, files in os.walk(data):
        for name in (".", *files):
            os.chown(Path(folder) / name, identity.uid, -1, follow_symlinks=False)


def _ways(uid: int) -> Iterator[Identity]:
    """Yield what may work; a container often forbids namespaces, but lets root step down."""
    accounts = [account for account in map(_account, ACCOUNTS) if account]
    for account in accounts[:1]:
        yield Identity(f"masked:{account.pw_uid}:{account.pw_gid}", uid)
    if uid == 0:
        for account in accounts:
            yield Identity(f"other:{account.pw_uid}:{account.pw_gid}", account.pw_uid)


def _works(identity: Identity) -> bool:
    command = identity.command("postgres", "--version")
    done = subprocess.run(  # noqa: S603 - our own command line
        command, env=ENVIRONMENT, cwd="/", capture_output=True, check=False
    )
    return done.returncode == 0


def _account(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _has_account(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True
