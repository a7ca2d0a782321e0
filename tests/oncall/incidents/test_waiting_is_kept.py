"""Waiting for customers in the database: only where agreed, and the events tell all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall import catalogue
from oncall.bought import bought
from oncall.incidents.due import clocks_of
from oncall.incidents.events import Kind
from oncall.incidents.folding import fold
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.incident import Clock
from oncall.incidents.report import Report
from oncall.services import acting, escalating, intake, merging
from oncall.services.gathering import facts
from oncall.services.intake import Terms
from oncall.store import incidents as store
from tests.oncall.services.agreed import agreed
from tests.oncall.services.firms import stored

if TYPE_CHECKING:
    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident
    from oncall.store.db import Database

MONDAY = datetime(2026, 12, 7, 13, tzinfo=UTC)  # 14:00 in Stuttgart; hours end at 16:00
MINUTE = timedelta(minutes=1)


class Fault:
    """A fault that Ada has accepted."""

    def __init__(self, database: Database, contract: str | None, **more: object) -> None:
        self.database = database
        self.report = Report("video", "Bild", customer="Lahn AG", contract=contract, joins=True)
        self.began = intake.take(database, self.report, by="test", now=MONDAY, **more).kept.incident
        acting.accept(database, self.began.id, self.ada(1))

    def ada(self, minutes: float) -> Act:
        return Act("ada", "page", MONDAY + minutes * MINUTE)

    def stands(self) -> Incident:
        with self.database.begin() as tx:
            incident = store.by_id(tx, self.began.id).incident
            assert fold(self.began, store.events(tx, self.began.id)) == incident, "S9"
        return incident

    def events(self) -> tuple[Event, ...]:
        with self.database.begin() as tx:
            return store.events(tx, self.began.id)

    def kinds(self) -> list[Kind]:
        return [each.kind for each in self.events()]

    def waits(self, minutes: float) -> Answer:
        return acting.wait_for_customer(self.database, self.began.id, self.ada(minutes)).answer

    def goes_on(self, minutes: float) -> Answer:
        return acting.go_on(self.database, self.began.id, self.ada(minutes)).answer

    def fires(self, minutes: float) -> int:
        return escalating.fire_due(self.database, MONDAY + minutes * MINUTE).advanced


@pytest.fixture
def firm(database: Database) -> Database:
    stored(database)
    agreed(database)
    return database


@pytest.mark.parametrize("contract", ["STRICT", None, "GONE"])
def test_without_a_contract_that_allows_it_nobody_waits(firm: Database, contract: str) -> None:
    fault = Fault(firm, contract)
    before = fault.stands(), fault.events()
    assert fault.waits(2) is Answer.NEVER_WAITS
    assert (fault.stands(), fault.events()) == before


def test_nothing_fires_while_the_customer_is_waited_for(firm: Database) -> None:
    fault = Fault(firm, "WAITS")
    assert fault.waits(10) is Answer.DONE
    assert fault.fires(600) == 0
    assert fault.goes_on(610) is Answer.DONE
    assert fault.stands().clocks[Clock.ACTION] == MONDAY + 630 * MINUTE
    assert fault.fires(624.9) == 0
    assert fault.fires(625) == 1
    assert fault.kinds()[-1] is Kind.WARNED


def test_several_pauses_add_up(firm: Database) -> None:
    fault = Fault(firm, "WAITS")
    for start, end in ((5, 10), (12, 32), (40, 41)):
        fault.waits(start)
        fault.goes_on(end)
    assert fault.stands().clocks[Clock.ACTION] == MONDAY + 56 * MINUTE


def test_clocks_of_the_contract_count_its_hours(firm: Database) -> None:
    folder = facts(firm)
    whole = bought(folder.contracts["WAITS"], catalogue.load())
    clocks = clocks_of(whole.promises, whole.face, MONDAY)
    assert clocks == {Clock.ACTION: datetime(2026, 12, 9, 15, tzinfo=UTC)}  # the end of Wednesday
    fault = Fault(firm, "WAITS", terms=Terms(clocks))
    fault.waits(60)  # from 15:00, an hour before hours end
    fault.goes_on(60 + 18 * 60 + 30)  # to 9:30 on Tuesday
    # Half an hour of the two working days was waited, and an hour and a half of support hours.
    assert fault.stands().clocks == {Clock.ACTION: datetime(2026, 12, 10, 8, 30, tzinfo=UTC)}
    fault.waits(1530)  # from 15:30 on Tuesday
    fault.goes_on(2610)  # to 9:30 on Wednesday
    assert fault.stands().clocks == {Clock.ACTION: datetime(2026, 12, 10, 9, 30, tzinfo=UTC)}


def test_resolving_ends_the_waiting_and_says_so(firm: Database) -> None:
    fault = Fault(firm, "WAITS")
    fault.waits(5)
    acting.resolve(firm, fault.began.id, fault.ada(25), "codec restarted")
    assert fault.kinds()[-2:] == [Kind.CONTINUED, Kind.RESOLVED]
    assert fault.stands().waiting_since is None


def test_merging_ends_the_waiting_and_says_so(firm: Database) -> None:
    fault = Fault(firm, "WAITS")
    other = intake.take(
        firm, Report("video", "Ton", customer="Lahn AG"), by="test", now=MONDAY
    ).kept.incident
    fault.waits(5)
    merging.merge(firm, fault.began.id, other.id, fault.ada(25))
    assert fault.kinds()[-2:] == [Kind.CONTINUED, Kind.MERGED]


def test_a_report_of_the_customer_meanwhile_is_only_noted(firm: Database) -> None:
    fault = Fault(firm, "WAITS")
    fault.waits(2)
    before = fault.stands()
    again = intake.take(firm, fault.report, by="hotline", now=MONDAY + 5 * MINUTE)
    assert not again.is_new
    assert fault.kinds()[-1] is Kind.AGAIN
    assert fault.stands() == before
