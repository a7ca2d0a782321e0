"""What is said of a storm of incidents is what the carrier took."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from notify.channel import Outcome, Receipt
from oncall.incidents.report import Report
from oncall.services import delivering, intake, receipts
from oncall.store import pages
from oncall.store.pages import Intent
from tests.oncall.services.firms import stored
from web.bench.storm import LEFT_OUT, Calls

if TYPE_CHECKING:
    from oncall.store.db import Database

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
ANN, BEN, CEM = "+491713900001", "+491713900002", "+491713900003"


def test_everybody_called_once_will_do_whoever_is_called_again_after_that() -> None:
    calls = Calls([(0.5, ANN), (1.5, BEN), (2.75, ANN)], waited_for=2, refused=1, left_out=0)
    assert calls.will_do
    assert calls.firsts == {ANN: 0.5, BEN: 1.5}
    assert calls.say() == (
        "3 calls taken, 1 refused, at least 1.00 s apart; 2 of 2 people called, the last after "
        "2 s, 0 once more before; 0 pages left out of a call"
    )


def test_who_is_called_twice_before_another_was_called_is_told() -> None:
    calls = Calls([(0, ANN), (1, ANN), (2, BEN)], waited_for=2, refused=0, left_out=0)
    assert calls.is_all
    assert calls.again == 1
    assert not calls.will_do


@pytest.mark.parametrize(
    "calls",
    [
        Calls([(0, ANN), (1, BEN)], waited_for=3, refused=0, left_out=0),
        Calls([(0, ANN), (1, BEN), (2, CEM)], waited_for=3, refused=0, left_out=1),
        Calls([], waited_for=1, refused=9, left_out=0),
    ],
    ids=["one starves", "a page left out", "none taken"],
)
def test_what_is_missing_will_not_do(calls: Calls) -> None:
    assert not calls.will_do
    assert calls.again == 0


def test_a_page_that_waited_and_was_in_no_call_is_left_out(database: Database) -> None:
    stored(database)
    made = Report("video", "Bild fällt aus", "Frau Weber", "+493023125150")
    incident = intake.take(database, made, by="test", now=NOW).kept.incident.id
    ends = NOW + timedelta(minutes=3)
    some = [
        Intent(f"{n}", "ann", "voice", ANN, "fault", "de", NOW, ends, incident, 1) for n in range(3)
    ]
    with database.begin() as tx:
        pages.intend(tx, some, NOW)
    (errand,) = delivering.claim(database, "pager", NOW, calls_a_second=1)
    receipts.record(database, errand, Receipt(Outcome.ACCEPTED, sid="CA1"), NOW)
    with database.begin() as tx:
        assert tx.execute(LEFT_OUT).scalar_one() == 0
        tx.exec_driver_sql("update attempts set pages = pages[1:2]")
        assert tx.execute(LEFT_OUT).scalar_one() == 1
