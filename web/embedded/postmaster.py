"""The server's process: whether it runs, whether it answers, how it is started and ended."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from psycopg.conninfo import make_conninfo
from psycopg.pq import PGconn, Ping

from web.embedded.binaries import ENVIRONMENT
from web.embedded.cluster import APP, DATABASE
from web.embedded.errors import EmbeddedError
from web.embedded.log import Log
from web.embedded.place import SOCKET, check_private, private

if TYPE_CHECKING:
    from web.embedded.identity import Identity
    from web.embedded.place import Place

# Recovery after a power failure on a slow disk takes its time.
PATIENCE: Final = 60.0
HEARTBEAT: Final = 0.02
# Processes of a server that was killed end soon after it, but not before their statement does.
NOT_YET: Final = "pre-existing shared memory block"
NEXT_TRY: Final = 0.2


def answers(place: Place) -> bool:
    """Tell whether the server takes connections."""
    try:
        check_private(place.socket)
    except FileNotFoundError:
        return False
    address = make_conninfo(
        host=str(place.socket), user=APP, dbname=DATABASE, connect_timeout=int(PATIENCE / 10)
    )
    return PGconn.ping(address.encode()) == Ping.OK


def running(place: Place) -> int | None:
    """Return the number of the server's process, if there is one."""
    try:
        pid = int((place.data / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, ValueError, IndexError):
        return None
    return pid if _serves(pid, place) else None


def start(place: Place, identity: Identity, *, durable: bool) -> None:
    """Start the server and wait until it answers; the caller holds the lock."""
    log = Log(place.log)
    private(place.socket)
    started: int | None = None
    patience_ends = time.monotonic() + PATIENCE
    while time.monotonic() < patience_ends:
        if answers(place):
            return
        # One that is just ending is waited for: two must never write the same data.
        if not (running(place) or (started and _serves(started, place))):
            if started:
                if NOT_YET not in log.text():
                    raise log.failure("the embedded database did not start")
                time.sleep(NEXT_TRY)
            log = Log(place.log)
            started = _spawn(place, identity, log, durable=durable)
        time.sleep(HEARTBEAT)
    raise log.failure(f"the embedded database did not answer within {PATIENCE:.0f} seconds")


def end(place: Place, pid: int) -> None:
    """End the server, its clients' open transactions undone, and wait until it is gone."""
    os.kill(pid, signal.SIGINT)
    patience_ends = time.monotonic() + PATIENCE
    while _serves(pid, place):
        if time.monotonic() > patience_ends:
            raise EmbeddedError(
                f"the embedded database (process {pid}) did not end within {PATIENCE:.0f} seconds; "
                f"see {place.log}, or end it with `kill -QUIT {pid}`, after which it recovers"
            )
        time.sleep(HEARTBEAT)


def _spawn(place: Place, identity: Identity, log: Log, *, durable: bool) -> int:
    """Start the server's process and return its number."""
    _clear(place)
    folder = str(place.socket).replace('"', '""')  # it is read as a list of names
    settings = [
        "listen_addresses=",
        f'unix_socket_directories="{folder}"',
        "unix_socket_permissions=0700",
        f"fsync={'on' if durable else 'off'}",
        # A worker of autovacuum is nobody's to end: it would keep a test's database from going.
        f"autovacuum={'on' if durable else 'off'}",
    ]
    words = ["-D", place.data, *(word for each in settings for word in ("-c", each))]
    output = log.open()
    try:
        launched = subprocess.run(  # noqa: S603 - our own command line
            identity.command("postgres", *words, manner="detach"),
            env=ENVIRONMENT,
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            check=False,
        )
    finally:
        os.close(output)
    if launched.returncode != 0:
        raise log.failure("the embedded database could not be started")
    return int(launched.stdout)


def _clear(place: Place) -> None:
    """Take away what a killed server left.

    PostgreSQL would believe it again if the number in it now belongs to any other process of
    ours, as it often does after a restart of the machine or the container.
    """
    for left in (place.socket / SOCKET, place.socket / f"{SOCKET}.lock"):
        left.unlink(missing_ok=True)
    (place.data / "postmaster.pid").unlink(missing_ok=True)


def _serves(pid: int, place: Place) -> bool:
    """Tell whether a process is this place's server, and no other that got its number."""
    if not Path("/proc/self/cmdline").exists():  # not Linux: then the number has to do
        return _exists(pid)
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return os.fsencode(place.data) in words


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
