"""After 90 days nobody finds a caller's number any more, here or at the carrier."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from notify.archive import Archive
from notify.carrier import presses
from notify.channel import Silent
from oncall.incidents.folding import fold
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.services import acting, describing, forgetting, intake, merging
from oncall.store import incidents as store
from oncall.store.db import Database
from tests.oncall.services.firms import stored
from tests.stories.callers import CALLERS, STRANGER, TABLES, WEBER, dials, enters_pin
from tests.stories.rotas import HOUR, on_duty
from tests.stories.town import EVENING, OURS, PHONES, Town, town
from web.worker.forgetter import Forgetter
from web.worker.senders import account_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from notify.carrier.network import Network
    from tests.databases import Copies
    from web.embedded.server import Addresses

DAY = timedelta(days=1)
# Where numbers are meant to be for good: who works here, and who may call.
MASTER_DATA = {"people", "contacts", "hotlines", "calls.number", "audit"}
COLUMNS = (
    "select table_name, column_name from information_schema.columns c "
    "join information_schema.tables t using (table_schema, table_name) "
    "where table_schema = 'public' and table_type = 'BASE TABLE'"
)


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        on_duty(made, made.clock.at, made.clock.at + 3 * HOUR)
        yield made


def a_night(town: Town) -> int:
    """A customer calls and reports again, somebody comes; return the incident, which is over."""
    for phone in PHONES:
        town.phone(phone).behave(presses("1"))
    dials(town, STRANGER).hangs_up()
    weber = enters_pin(town)
    weber.hangs_up()
    town.later(120)
    again = Report("video", "Ton auch", "Frau Weber", WEBER, customer="Alster", joins=True, key="K")
    taken = intake.take(town.database, again, by="test", now=town.clock.at)
    incident = taken.kept.incident.id
    assert not taken.is_new
    told = Report("video", "", phone="+493023125177")
    assert describing.describe(town.database, incident, Act("ada", "page", town.clock.at), told)
    acting.resolve(town.database, incident, Act("ada", "page", town.clock.at), "Kabel getauscht")
    town.later(300)
    return incident


def forgetter(town: Town, said: list[str] | None = None) -> Forgetter:
    carrier = Archive(account_of(town.settings))
    say = [].append if said is None else said.append
    return Forgetter(town.database, town.clock, carrier, OURS, say)


def numbers(database: Database) -> set[str]:
    """Return all columns in which a telephone number stands, but for master data."""
    found = set()
    with database.begin() as tx:
        for table, column in tx.execute(text(COLUMNS)).all():
            query = f"select count(*) from {table} where \"{column}\"::text ~ '\\+[0-9]{{9,}}'"  # noqa: S608 - our own tables
            if tx.execute(text(query)).scalar_one():
                found.add(f"{table}.{column}")
    return {each for each in found if not MASTER_DATA & {each, each.partition(".")[0]}}


def at_the_carrier(town: Town) -> int:
    def kept(network: Network) -> int:
        records = [*network.calls.values(), *network.messages.values()]
        return sum(not each.is_deleted for each in records)

    return town.carrier.look(kept)


def test_numbers_are_gone_from_every_table_after_ninety_days(town: Town) -> None:
    incident = a_night(town)
    before, about = town.stands(incident), town.report(incident)
    assert {"calls.caller", "incidents.phone", "incident_events.phone"} <= numbers(town.database)
    assert at_the_carrier(town) > 3
    town.clock.wind(89 * DAY)
    forgetter(town).look()
    assert {"calls.caller", "incidents.phone", "incident_events.phone"} <= numbers(town.database)
    town.clock.wind(2 * DAY)
    forgetter(town).look()
    assert numbers(town.database) == set()
    assert at_the_carrier(town) == 0
    assert town.stands(incident) == before
    assert town.report(incident) == replace(about, phone="")
    forgetter(town).look()


def test_what_happened_is_the_same_without_the_number(town: Town) -> None:
    incident = a_night(town)
    with town.database.begin() as tx:
        before = store.events(tx, incident)
    assert {e.facts["phone"] for e in before if "phone" in e.facts} == {WEBER, "+493023125177"}
    town.clock.wind(91 * DAY)
    forgetter(town).look()
    with town.database.begin() as tx:
        after = store.events(tx, incident)
    assert [(e.at, e.kind, e.who) for e in after] == [(e.at, e.kind, e.who) for e in before]
    for old, new in zip(before, after, strict=True):
        assert new.facts == {name: fact for name, fact in old.facts.items() if name != "phone"}


def test_an_incident_that_goes_on_keeps_the_number_to_call_back(town: Town) -> None:
    incident = town.reported("Bild weg", phone=WEBER)
    began = town.stands(incident)
    town.later(5)
    acting.accept(town.database, incident, Act("ada", "page", town.clock.at))
    acting.park(town.database, incident, Act("ada", "page", town.clock.at), "ada")
    town.clock.wind(200 * DAY)
    forgetter(town).look()
    assert town.report(incident).phone == WEBER
    acting.resolve(town.database, incident, Act("ada", "page", town.clock.at), "fertig")
    forgetter(town).look()
    assert town.report(incident).phone == ""
    with town.database.begin() as tx:
        assert fold(began, store.events(tx, incident)) == town.stands(incident), "S9"


def test_the_number_of_what_was_merged_is_kept_as_long_as_that_goes_on(town: Town) -> None:
    first, second, third = (town.reported("Bild", phone=WEBER) for _ in range(3))
    act = Act("ada", "page", town.clock.at)
    merging.merge(town.database, first, second, act)
    merging.merge(town.database, second, third, act)
    town.later(5)
    acting.accept(town.database, third, act)
    town.clock.wind(200 * DAY)
    forgetter(town).look()
    assert {town.report(each).phone for each in (first, second, third)} == {WEBER}
    acting.resolve(town.database, third, Act("ada", "page", town.clock.at), "fertig")
    forgetter(town).look()
    assert {town.report(each).phone for each in (first, second, third)} == {""}


def test_a_carrier_that_is_gone_is_told_of_and_asked_again_the_next_day(town: Town) -> None:
    a_night(town)
    town.clock.wind(91 * DAY)
    town.served.goes_down()
    said: list[str] = []
    forgetter(town, said).look()
    assert numbers(town.database) == set(), "ours are forgotten all the same"
    assert len(said) == 1
    assert "again tomorrow" in said[0]
    town.served.comes_back()
    assert at_the_carrier(town) > 0
    town.clock.wind(DAY)
    forgetter(town).look()
    assert at_the_carrier(town) == 0


def test_calls_of_numbers_that_are_not_ours_are_left_to_others(town: Town) -> None:
    a_night(town)
    kept = at_the_carrier(town)
    archive = Archive(account_of(town.settings))
    assert archive.forget("+493023125098", town.clock.at + DAY, 100) == 0
    assert at_the_carrier(town) == kept


def test_a_wrong_token_is_no_silence(town: Town) -> None:
    account = account_of(town.settings)
    stranger = Archive(type(account)(account.sid, "another", OURS, account.hooks, account.base))
    with pytest.raises(Silent, match="20003"):
        stranger.forget(OURS, town.clock.at, 100)
    assert stranger.delete("RE1") is False


@pytest.mark.parametrize(
    "statement",
    [
        "update incident_events set phone = '+4930'",
        "update incident_events set phone = null, who = 'nobody'",
        "update incident_events set key = null, phone = null",
        "delete from incident_events",
    ],
)
def test_of_what_happened_nothing_but_a_number_can_be_taken_away(
    reported: None, urls: Addresses, statement: str
) -> None:
    for url in (urls.owner, urls.app):
        with (
            closing(Database(url)) as database,
            pytest.raises(DBAPIError, match=r"only added to|permission denied"),
            database.begin() as tx,
        ):
            tx.execute(text(statement))


def test_the_house_may_take_a_number_away(reported: None, database: Database) -> None:
    with database.begin() as tx:
        assert tx.execute(text("update incident_events set phone = null")).rowcount == 2


@pytest.fixture
def reported(database: Database, firm: None) -> None:
    """A fault that was reported twice."""
    for key in ("K1", "K2"):
        report = Report("video", "Bild", "", WEBER, customer="Alster", joins=True, key=key)
        intake.take(database, report, by="test", now=EVENING)


@pytest.fixture
def firm(database: Database) -> None:
    stored(database, **TABLES)


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(age=st.integers(0, 200), is_over=st.booleans())
def test_a_number_is_kept_exactly_as_long_as_it_is_young_or_needed(
    database: Database, firm: None, age: int, is_over: bool
) -> None:
    report = Report("video", "Bild", phone=WEBER)
    incident = intake.take(database, report, by="test", now=EVENING).kept.incident.id
    act = Act("ada", "page", EVENING)
    acting.accept(database, incident, act)
    if is_over:
        acting.resolve(database, incident, act, "fertig")
    now = EVENING + age * DAY
    while forgetting.forget_numbers(database, now):
        pass
    with database.begin() as tx:
        kept = store.by_id(tx, incident).report.phone
    assert bool(kept) is (age <= 90 or not is_over)
