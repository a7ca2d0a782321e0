"""A new data folder with its roles and its database, complete or not there at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Final

from web.embedded.binaries import ENVIRONMENT, MAJOR
from web.embedded.errors import EmbeddedError
from web.embedded.log import Log

if TYPE_CHECKING:
    from web.embedded.identity import Identity
    from web.embedded.place import Place

OWNER: Final = "oncall_owner"
APP: Final = "oncall"
DATABASE: Final = "oncall"

SETTINGS: Final = (
    "timezone=UTC",
    "log_timezone=UTC",
    "shared_buffers=128MB",
    "max_connections=100",
    # Neither a container's 64 MB of /dev/shm nor systemd's RemoveIPC at log-out reach it.
    "dynamic_shared_memory_type=mmap",
    # Nobody turns this log over, so only what went wrong goes in.
    "log_checkpoints=off",
)
FORM: Final = (
    "--username=postgres",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",  # the same order of words on every system
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    *(f"--set={setting}" for setting in SETTINGS),
)
# The folder of the socket keeps others out. The superuser can't connect at all, so that
# nobody who speaks to the database ever is one.
ENTRANCE: Final = f"local all {OWNER},{APP} trust\n"
LATER: Final = f"ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER}"
# One statement is one line, as the single-user server reads them. They are said in template1
# so that databases made later start from the same rights.
STATEMENTS: Final = (
    f"CREATE ROLE {OWNER} LOGIN CREATEDB",
    f"CREATE ROLE {APP} LOGIN",
    f"GRANT {APP} TO {OWNER}",  # so that the owner may end the app's sessions
    f"GRANT USAGE ON SCHEMA public TO {APP}",
    f"{LATER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP}",
    f"{LATER} GRANT USAGE, SELECT ON SEQUENCES TO {APP}",
    f"CREATE DATABASE {DATABASE} OWNER {OWNER}",
)
UNFINISHED: Final = "making-"


def create(place: Place, identity: Identity, *, durable: bool) -> None:
    """Make the data folder beside its place and move it there when it is complete."""
    log = Log(place.log)
    # A name of its own: an initdb whose caller was killed may still write into its folder.
    making = Path(mkdtemp(prefix=UNFINISHED, dir=place.folder))
    data = making / "data"
    try:
        form = FORM if durable else (*FORM, "--no-sync")
        _run(identity.command("initdb", f"--pgdata={data}", *form), "", log)
        (data / "pg_hba.conf").write_text(ENTRANCE)
        fsync = "on" if durable else "off"
        words = ("-D", data, "-c", "exit_on_error=on", "-c", f"fsync={fsync}", "template1")
        statements = "".join(f"{statement};\n" for statement in STATEMENTS)
        _run(identity.command("postgres", "--single", *words), statements, log)
        data.rename(place.data)
        _sync(place.folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def clear_unfinished(place: Place) -> None:
    """Take away what was left when somebody was killed while making a data folder."""
    for left in place.folder.glob(f"{UNFINISHED}*"):
        shutil.rmtree(left, ignore_errors=True)


def check_version(place: Place) -> None:
    """Raise EmbeddedError where the data are of another major version than the programs."""
    try:
        found = (place.data / "PG_VERSION").read_text().strip()
    except FileNotFoundError:
        raise EmbeddedError(
            f"{place.data}: holds no database of PostgreSQL; move it away and restore a backup "
            "with `oncall restore`"
        ) from None
    if found != str(MAJOR):
        raise EmbeddedError(
            f"{place.data}: was written by PostgreSQL {found}, and this oncall brings PostgreSQL "
            f"{MAJOR}; run `oncall backup` with the oncall that you had before, move the folder "
            "away, and run `oncall restore` with this one"
        )


def _run(command: list[str], said: str, log: Log) -> None:
    done = subprocess.run(  # noqa: S603 - our own command line
        command,
        input=said,
        env=ENVIRONMENT,
        cwd="/",
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,  # not the log itself: a full disk would swallow what it says
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # a Ctrl-C is ours to hear; it then ends this too
        check=False,
    )
    log.add(done.stderr)
    if done.returncode != 0:
        raise log.failure("the embedded database could not be made", done.stderr)


def _sync(folder: Path) -> None:
    """Make a rename outlast a power failure."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
