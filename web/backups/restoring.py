"""A backup is put back in one transaction: all of it, or the database stays as it was."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

from oncall.errors import BadInput, Fault
from oncall.store.migrating import refuse_unknown
from oncall.store.whole import replacing
from web.backups.programs import Address, ProgramError, address_of, last_words, run
from web.embedded.binaries import ENVIRONMENT, binary

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database

REVISION: Final = "alembic_version"
# pg_restore says this to every server, and those before 17 do not know it.
SINCE_17: Final = b"SET transaction_timeout = 0;\n"


@dataclass(frozen=True, slots=True)
class Backup:
    """A file that was found to be a whole backup, and the revision of its schema."""

    file: Path
    revision: str


def read(file: Path) -> Backup:
    """Return what a file holds, read to its end; raises BadInput if it is no whole backup.

    Raises TooNew if a newer version has made it.
    """
    if not file.is_file():
        raise _refused(file, "is not there; name a file that `oncall backup` has written")
    try:
        listed = run("pg_restore", "--list", str(file))
        data = run("pg_restore", "--data-only", f"--table={REVISION}", "--file=-", str(file))
        run("pg_restore", "--file=/dev/null", str(file))
    except ProgramError as error:
        raise _refused(file, f"is no whole backup ({error}); take another one") from error
    _, found, rest = data.partition(f"COPY public.{REVISION} (version_num) FROM stdin;\n")
    revision = rest.partition("\n")[0]
    if not found or revision == "\\." or "TABLE public audit" not in listed:
        raise _refused(file, "is a backup, but of no database of oncall's; name another file")
    refuse_unknown(revision, whose=str(file))
    return Backup(file, revision)


def put_back(database: Database, backup: Backup, last_line: int) -> None:
    """Replace all that a database holds by a backup.

    `last_line` is the audit log's last line when it was decided; raises ProgramError, and leaves
    everything as it is, if there is another one by now.
    """
    server = database.version()
    address = address_of(database)
    command = [str(binary("pg_restore")), "--no-owner", "--no-acl", "--file=-", str(backup.file)]
    with TemporaryFile() as said, TemporaryFile() as heard:
        reading = subprocess.Popen(  # noqa: S603 - our own command line
            command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=said
        )
        writing = _psql(address, heard)
        try:
            whole = _pour(reading, writing, replacing(last_line), server)
        finally:
            for child in (reading, writing):
                child.kill()  # without effect once it has ended; else nothing is committed
                child.wait()
        if writing.returncode or not whole:
            heard.seek(0)
            said.seek(0)
            why = last_words(heard.read() or said.read(), writing.returncode)
            raise ProgramError(
                f"the backup could not be put back ({why}); the database is as it was. Stop "
                "`oncall serve` and `oncall work`, then try again"
            )


def _psql(address: Address, heard: IO[bytes]) -> subprocess.Popen[bytes]:
    words = ("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1")
    return subprocess.Popen(  # noqa: S603 - our own command line
        [str(binary("psql")), *words, f"--dbname={address.conninfo}"],
        env=address.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=heard,
    )


def _pour(
    reading: subprocess.Popen[bytes],
    writing: subprocess.Popen[bytes],
    around: tuple[str, str],
    server: int,
) -> bool:
    """Let one program's script be run by another; True if it came to its end and was kept.

    The commit is said only once all of the file was read: a script that breaks off is undone.
    """
    source, target = reading.stdout, writing.stdin
    assert source is not None  # noqa: S101 - asked for as a pipe
    assert target is not None  # noqa: S101 - asked for as a pipe
    try:
        with target, source:
            target.write(around[0].encode())
            for line in source:
                if server >= 17 or line != SINCE_17:
                    target.write(line)
                if line.startswith(b"CREATE "):
                    break
            shutil.copyfileobj(source, target)
            if reading.wait():
                return False
            target.write(around[1].encode())
    except BrokenPipeError:  # psql has given up, and says why itself
        pass
    return writing.wait() == 0


def _refused(file: Path, message: str) -> BadInput:
    return BadInput((Fault(str(file), None, None, message),))
