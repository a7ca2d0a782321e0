"""What is rehearsed is as if it had never been, and says what it would have said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.services import people
from oncall.services.importing import import_folder
from oncall.store.rehearsing import Rehearsal
from tests.builders import write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database

NOW = datetime(2026, 11, 1, tzinfo=UTC)
LEAVE = {"person": "ada", "start": "2026-12-07", "end": "2026-12-08", "reason": "leave"}


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Database:
    import_folder(database, write_folder(tmp_path / "folder"), by="petra", now=NOW)
    return database


def test_a_change_that_is_rehearsed_says_what_it_brings_and_is_not_done(firm: Database) -> None:
    changed = people.add_absence(Rehearsal(firm), LEAVE, by="petra", now=NOW)
    assert changed.person.id == "ada"
    assert people.absences(firm, now=NOW) == ()


def test_it_can_be_rehearsed_again_and_then_done(firm: Database) -> None:
    rehearsal = Rehearsal(firm)
    for _ in range(2):
        people.add_absence(rehearsal, LEAVE, by="petra", now=NOW)
    people.add_absence(firm, LEAVE, by="petra", now=NOW)
    assert len(people.absences(firm, now=NOW)) == 1


def test_what_would_be_refused_is_refused(firm: Database) -> None:
    with pytest.raises(BadInput):
        people.add_absence(Rehearsal(firm), {**LEAVE, "person": "nobody"}, by="petra", now=NOW)
