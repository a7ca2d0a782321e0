"""All facts are read once for as long as they stand, however many ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

from sqlalchemy import event

from oncall.services.gathering import facts
from oncall.store import sheets
from tests.oncall.services.firms import stored

if TYPE_CHECKING:
    from oncall.folder.facts import Folder
    from oncall.store.db import Database

ASKING = 8


def reads(database: Database) -> list[str]:
    """How the sheet of people is read from now on."""
    seen: list[str] = []

    def look(*told: object) -> None:
        if "FROM people" in (statement := str(told[2])):
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", look)
    return seen


def asked_at_once(database: Database) -> list[Folder]:
    """What those get who ask at the same time."""
    together = Barrier(ASKING)

    def ask(_: int) -> Folder:
        together.wait(60)
        return facts(database)

    with ThreadPoolExecutor(ASKING) as pool:
        return list(pool.map(ask, range(ASKING)))


def test_of_many_who_ask_at_once_one_reads(database: Database) -> None:
    stored(database)
    seen = reads(database)
    assert len({id(each) for each in asked_at_once(database)}) == 1
    assert len(seen) == 1
    assert asked_at_once(database)[0].people
    assert len(seen) == 1


def test_what_has_changed_is_read_anew(database: Database) -> None:
    stored(database)
    seen, before = reads(database), facts(database)
    with database.begin() as tx:
        sheets.changed(tx)
    assert facts(database) is not before
    assert len(seen) == 2
