"""A backup is taken: one file, complete or not there, that only its owner can read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from oncall.errors import BadInput, Fault, Unusable
from oncall.store.migrating import current
from web.backups.programs import address_of, run
from web.embedded.binaries import MAJOR

if TYPE_CHECKING:
    from oncall.store.db import Database

FORM: Final = ("--format=custom", "--no-owner", "--no-acl", "--lock-wait-timeout=1min")


class TooNewServer(Unusable):
    """The server is newer than the programs that would read it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that was taken: where it is, how big, and at which revision its schema is."""

    file: Path
    size: int
    revision: str


def take(database: Database, target: Path, *, force: bool = False) -> Taken:
    """Write all that a database holds, as it is at one instant, into a file.

    Raises BadInput where the file can't be written or is there already and `force` is not said.
    """
    place = Path(os.path.realpath(target))
    _check(place, target, force=force)
    revision = _revision(database)
    address = address_of(database)
    draft = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        draft.touch(mode=0o600, exist_ok=False)
        # By name: into an output that it is handed, pg_dump writes its table of contents twice,
        # and then nobody notices that a file was cut.
        run("pg_dump", *FORM, f"--file={draft}", at=address)
        run("pg_restore", "--list", str(draft))
        _sync(draft)
        draft.replace(place)
        _sync(place.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        draft.unlink(missing_ok=True)
    return Taken(place, place.stat().st_size, revision)


def check_server(version: int) -> None:
    """Raise TooNewServer where PostgreSQL is newer than the pg_dump that comes with oncall."""
    if version > MAJOR:
        raise TooNewServer(
            f"the server is PostgreSQL {version}, and the pg_dump that comes with this oncall is "
            f"{MAJOR}, which can't read it; take the backup with the server's own "
            "`pg_dump --format=custom --file=FILE URL`, or with a newer oncall"
        )


def _revision(database: Database) -> str:
    """Return at which revision the schema is, whether or not this version knows it."""
    check_server(database.version())
    with database.begin() as tx:
        revision = current(tx)
    if revision is None:
        raise Unusable(
            "the database holds nothing of oncall's yet, so there is nothing to back up; check "
            "that ONCALL_HOME or DATABASE_URL is the right one"
        )
    return revision


def _check(place: Path, target: Path, *, force: bool) -> None:
    """Raise BadInput where the file can't be written, before any work."""
    if place.exists() and not place.is_file():
        raise _refused(target, "is no ordinary file; name one")
    if place.exists() and not force:
        raise _refused(target, "is there already; name another file, or say --force")
    if not place.parent.is_dir():
        raise _refused(target, f"can't be written; there is no folder {place.parent}")


def _refused(target: Path, message: str) -> BadInput:
    return BadInput((Fault(str(target), None, None, message),))


def _unwritable(target: Path, error: OSError) -> BadInput:
    return _refused(target, f"can't be written ({error.strerror}); check the folder and its disk")


def _sync(place: Path) -> None:
    """Make what was written to a file, or renamed in a folder, outlast a power failure."""
    opened = os.open(place, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
