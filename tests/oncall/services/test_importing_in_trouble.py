"""Imports at once, killed, or without a database: all or nothing, and nothing twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from oncall.errors import Unreachable
from oncall.folder.written import read_written
from oncall.services import importing
from oncall.services.publishing import Act
from oncall.store import audit, sheets
from oncall.store.db import Database
from tests.builders import FILES, write_folder
from tests.databases import run
from tests.oncall.services.test_importing import NOW, brought

if TYPE_CHECKING:
    from oncall.services.importing import Imported
    from web.embedded.server import Addresses

HOUSE = Path(__file__).parents[3]
KILLED = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from oncall.folder.written import read_written
from oncall.services.importing import import_rows
from oncall.services.publishing import Act
from oncall.store.db import Database

act = Act("paula", datetime(2026, 11, 20, tzinfo=UTC))
with Database(sys.argv[1]).begin() as tx:
    import_rows(tx, read_written(Path(sys.argv[2])), act, "firm", frozenset())
    os.kill(os.getpid(), signal.SIGKILL)
"""


def state(database: Database) -> tuple[int, int, int]:
    """Return how many people there are, the revision, and the lines of the log."""
    with database.begin() as tx:
        people = len(sheets.stored(tx)["people"])
        return (people, sheets.revision(tx), len(audit.lines(tx)))


def test_two_imports_at_once_are_one_after_the_other(database: Database, tmp_path: Path) -> None:
    together = Barrier(2)

    def one(folder: Path) -> Imported:
        together.wait()
        return brought(database, folder)

    folder = write_folder(tmp_path)
    with ThreadPoolExecutor(2) as threads:
        results = list(threads.map(one, (folder, folder)))
    assert sorted(bool(result.merge.changes) for result in results) == [False, True]
    assert state(database) == (3, 1, 1)


def test_two_folders_at_once_both_come_in(database: Database, tmp_path: Path) -> None:
    brought(database, write_folder(tmp_path / "firm"))
    people = FILES["people"].splitlines(keepends=True)
    folders = [
        write_folder(tmp_path / who, people="".join(people) + f"{who},{who},video,hamburg,,,\n")
        for who in ("dora", "emil", "fatou")
    ]
    with ThreadPoolExecutor(3) as threads:
        list(threads.map(lambda folder: brought(database, folder), folders))
    assert state(database) == (6, 4, 4)


def test_killed_before_its_end_it_has_done_nothing(
    database: Database, urls: Addresses, tmp_path: Path
) -> None:
    words = [sys.executable, "-c", KILLED, urls.app, str(write_folder(tmp_path))]
    killed = subprocess.run(words, cwd=HOUSE, check=False)
    assert killed.returncode == -signal.SIGKILL
    assert state(database) == (0, 0, 0)
    brought(database, tmp_path)
    assert state(database) == (3, 1, 1)


def test_a_database_that_goes_away_in_the_middle_is_a_sentence(
    database: Database, urls: Addresses, tmp_path: Path
) -> None:
    read = read_written(write_folder(tmp_path))

    def cut_off() -> None:
        with database.begin() as tx:
            importing.import_rows(tx, read, Act("paula", NOW), "firm", frozenset())
            own = tx.execute(text("select pg_backend_pid()")).scalar_one()
            run(urls.owner, f"select pg_terminate_backend({own})")
            sheets.revision(tx)

    with pytest.raises(Unreachable, match=r"the database can't be reached .*; nothing was changed"):
        cut_off()
    assert state(database) == (0, 0, 0)


def test_without_a_database_nothing_is_done_and_said_so(tmp_path: Path) -> None:
    nowhere = Database(f"postgresql+psycopg://oncall@/oncall?host={tmp_path}")
    with pytest.raises(Unreachable, match="the database can't be reached"):
        brought(nowhere, write_folder(tmp_path / "firm"))
    nowhere.close()
