"""What the database itself refuses, whoever writes and by whatever way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from oncall.store.tables import publications
from tests.oncall.store.rows import add_duty, add_teams, december

if TYPE_CHECKING:
    from oncall.store.db import Database

BACK = datetime(2026, 10, 24, 22, tzinfo=UTC)  # midnight of the day of 25 hours, Berlin


@pytest.fixture(autouse=True)
def teams(database: Database) -> None:
    add_teams(database, "video", "voice")


@pytest.mark.parametrize("team", ["video", "voice"])
def test_two_duties_of_one_person_at_a_time_even_of_two_teams(
    database: Database, team: str
) -> None:
    with database.begin() as tx:
        add_duty(tx, 1, december(7, 8), december(7, 16))
    with pytest.raises(IntegrityError, match="one_duty_at_a_time"), database.begin() as tx:
        add_duty(tx, 2, december(7, 15), december(7, 20), team)


def test_duties_that_touch_are_no_two_at_a_time(database: Database) -> None:
    with database.begin() as tx:
        add_duty(tx, 1, december(7, 8), december(7, 16))
        add_duty(tx, 2, december(7, 16), december(7, 20), "voice")
        assert tx.execute(text("select count(*) from effective_duties")).scalar_one() == 2


def test_a_duty_is_changed_into_the_time_of_another(database: Database) -> None:
    with database.begin() as tx:
        add_duty(tx, 1, december(7, 8), december(7, 16))
        add_duty(tx, 2, december(7, 16), december(7, 20))
    with pytest.raises(IntegrityError, match="one_duty_at_a_time"), database.begin() as tx:
        tx.execute(text("update effective_duties set ends = ends + interval '1 minute'"))


def test_a_duty_longer_than_the_longest_day(database: Database) -> None:
    with database.begin() as tx:
        add_duty(tx, 1, BACK, BACK + timedelta(hours=25))
    with pytest.raises(IntegrityError, match="ck_effective_duties_length"), database.begin() as tx:
        add_duty(tx, 2, december(7), december(8, 1) + timedelta(minutes=1))


@pytest.mark.parametrize("hours", [0, -1])
def test_a_duty_that_ends_when_it_begins_or_before(database: Database, hours: int) -> None:
    ends = december(7, 8) + timedelta(hours=hours)
    with pytest.raises(Exception, match=r"order|lower bound"), database.begin() as tx:
        add_duty(tx, 1, december(7, 8), ends)


def test_two_publications_of_one_version(database: Database) -> None:
    row = {
        "team": "video",
        "version": 1,
        "kind": "draft",
        "starts": december(7),
        "ends": december(14),
        "published_at": december(1),
        "published_by": "ada",
        "why": "",
    }
    with pytest.raises(IntegrityError, match="pk_publications"), database.begin() as tx:
        tx.execute(insert(publications), [row, row])


def test_a_person_on_duty_is_not_taken_away(database: Database) -> None:
    with database.begin() as tx:
        add_duty(tx, 1, december(7, 8), december(7, 16))
    with pytest.raises(IntegrityError, match="fk_effective_duties"), database.begin() as tx:
        tx.execute(text("delete from people"))


def test_a_second_installation_in_one_database(database: Database) -> None:
    for one in (True, False):
        with pytest.raises(IntegrityError), database.begin() as tx:
            tx.execute(text("insert into installation (one) values (:one)"), {"one": one})
