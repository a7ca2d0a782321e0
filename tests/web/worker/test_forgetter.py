"""Who forgets what is too old goes on whatever happens, and runs in every worker."""

from __future__ import annotations

import signal
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import text

from oncall.clock import WoundClock
from oncall.errors import Unreachable
from oncall.incidents.report import Report
from oncall.services import intake
from tests.oncall.services.firms import NOW, stored
from tests.web.run import house, started
from web.patience import pause
from web.worker.forgetter import Forgetter

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from oncall.store.db import Database
    from web.embedded.server import Addresses

NUMBER = "+493023125150"


class Faulty(Forgetter):
    """Meets with one thing after the other, and is told to leave at the last."""

    def meets(self, *errors: Exception) -> None:
        self.errors = list(errors)
        self.run()

    def look(self) -> None:
        error = self.errors.pop(0)
        self._leaving.set()
        raise error


def test_what_nobody_expects_is_said_and_ends_no_worker(database: Database) -> None:
    said: list[str] = []
    Faulty(database, WoundClock(NOW), None, NUMBER, said.append).meets(ValueError("odd"))
    assert said == ["old numbers and recordings are still there: ValueError('odd')"]


def test_that_the_database_is_gone_is_for_others_to_say(database: Database) -> None:
    said: list[str] = []
    Faulty(database, WoundClock(NOW), None, NUMBER, said.append).meets(Unreachable("gone"))
    assert said == []


class Keeper:
    """A carrier that has so many old calls of each number."""

    def __init__(self, **calls: int) -> None:
        self.calls = calls
        self.asked: list[datetime] = []

    def delete(self, sid: str) -> bool:
        return True

    def forget(self, number: str, before: datetime, most: int) -> int:
        self.asked.append(before)
        gone = min(most, self.calls.get(number.lstrip("+"), 0))
        self.calls[number.lstrip("+")] = self.calls.get(number.lstrip("+"), 0) - gone
        return gone


def test_all_of_our_numbers_are_asked_for_until_nothing_is_left(database: Database) -> None:
    stored(database, hotlines="number,teams,languages\n+442079460100,video,en\n")
    keeper = Keeper(**{"493023125150": 450, "442079460100": 3})
    Forgetter(database, WoundClock(NOW), keeper, NUMBER).look()
    assert set(keeper.calls.values()) == {0}
    assert set(keeper.asked) == {NOW - timedelta(days=90)}


def test_a_worker_forgets_as_soon_as_it_begins(
    database: Database, urls: Addresses, tmp_path: Path
) -> None:
    stored(database)
    report = Report("video", "Bild", phone=NUMBER)
    intake.take(database, report, by="test", now=NOW - timedelta(days=4000))
    over = "update incidents set state = 'resolved', due_at = null"
    with database.begin() as tx:
        tx.execute(text(over))
    process = started("work", env=house(urls, ONCALL_HOME=str(tmp_path)))
    try:
        for _ in range(300):
            with database.begin() as tx:
                kept = tx.execute(text("select phone from incidents")).scalar_one()
            if not kept:
                break
            pause(0.1)
        assert kept == ""
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        assert process.returncode == 0
    finally:
        process.kill()
        process.communicate()
