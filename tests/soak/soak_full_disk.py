"""The disk of the embedded database is full: a sentence, nothing half done, and on again."""

from __future__ import annotations

import os
import subprocess
from contextlib import closing, suppress
from functools import partial
from typing import TYPE_CHECKING

import pytest

from oncall.errors import NoRoom, Unreachable
from oncall.store.audit import Line, lines, note
from oncall.store.db import Database
from oncall.store.migrating import migrate
from tests.oncall.services.firms import NOW
from tests.web.run import oncall
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ROOM = "256m"  # PostgreSQL alone takes some 60


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that has little room."""
    disk = tmp_path / "disk"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={ROOM},mode=700", "none", str(disk)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")
    yield disk
    stop(disk / "home")
    subprocess.run(["umount", str(disk)], check=True)


def fill(disk: Path) -> Path:
    """Leave no room on a disk."""
    ballast = disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(1 << 16))
    return ballast


def write_until_refused(database: Database) -> int:
    """Write large line after large line; return how many were acknowledged."""
    done = 0
    with suppress(Unreachable):
        while True:
            write(database, str(done))
            done += 1
    return done


def write(database: Database, subject: str) -> None:
    """Write a line that nobody can compress."""
    with database.begin() as tx:
        note(tx, Line(NOW, "ada", "publish", subject, None, {"n": os.urandom(65_536).hex()}))


def test_a_full_disk_loses_nothing_and_is_over_when_there_is_room(small: Path) -> None:
    home = small / "home"
    urls = ensure_running(home)
    migrate(urls.owner)
    with closing(Database(urls.app)) as database:
        ballast = fill(small)
        done = write_until_refused(database)
        ballast.unlink()
        # A server that could not write its log has ended, and comes back with all of it.
        ensure_running(home)
        write(database, "after")
        with database.begin() as tx:
            kept = [str(row["subject"]) for row in lines(tx, most=1_000_000)]
    assert set(map(str, range(done))) <= set(kept)
    assert kept[0] == "after"


def test_commands_say_a_sentence_and_leave_no_half_backup(small: Path) -> None:
    home = small / "home"
    migrate(ensure_running(home).owner)
    ballast = fill(small)
    done = oncall("backup", small / "kept.dump", env={"ONCALL_HOME": str(home)})
    assert done.exit_code in (1, 2)
    assert "Traceback" not in done.stderr
    assert not list(small.glob("*kept.dump*"))
    ballast.unlink()
    assert oncall("backup", small / "kept.dump", env={"ONCALL_HOME": str(home)}).exit_code == 0


def test_what_is_said_names_the_disk(small: Path) -> None:
    urls = ensure_running(small / "home")
    migrate(urls.owner)
    with closing(Database(urls.app)) as database:
        fill(small)
        with pytest.raises(NoRoom, match="nothing was changed"):
            list(map(partial(write, database), map(str, range(10_000))))
