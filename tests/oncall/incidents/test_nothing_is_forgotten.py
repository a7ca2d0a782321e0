"""The auditor finds open incidents that nobody does anything about, mends and tells of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import requests

from notify.channel import Found, Outcome, Parcel, Receipt
from oncall.clock import WoundClock
from oncall.incidents.auditing import Wrong
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import Contact
from oncall.incidents.report import Report
from oncall.services import delivering, escalating, intake, receipts
from oncall.store import incidents as store
from oncall.store.messages import told
from oncall.store.pages import Intent, intend
from tests.databases import run
from tests.oncall.services.firms import published, stored
from web.auditor import Auditor
from web.worker.heart import STALLED, Heart

if TYPE_CHECKING:
    from oncall.incidents.sending import Errand
    from oncall.store.db import Database
    from web.embedded.server import Addresses

EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
PHONE = "+49171390000"


class Post:
    """Keeps what it is given."""

    name = "sms"

    def __init__(self) -> None:
        self.got: list[Parcel] = []
        self.answer = Outcome.ACCEPTED

    def send(self, parcel: Parcel) -> Receipt:
        self.got.append(parcel)
        return Receipt(self.answer, "S1")

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        return ()


class Audited:
    """An incident whose fate is looked at by an auditor."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = WoundClock(EVENING)
        self.post = Post()
        outside = (Contact(Channel.SMS, "+4930231250"),)
        self.auditor = Auditor(
            database, self.clock, {"sms": self.post}, outside, say=lambda _: None
        )
        taken = intake.take(database, Report("video", "Bild"), by="test", now=EVENING)
        self.incident = taken.kept.incident.id

    def only_calls_wait(self, some: list[tuple[str, str]]) -> None:
        """Let calls wait for people at telephones, and the ladder for hours."""
        ends = EVENING + timedelta(hours=1)
        with self.database.begin() as tx:
            tx.exec_driver_sql("update incidents set due_at = due_at + interval '1 day'")
            waiting = [
                Intent(
                    *(f"{n}", person, "voice", address, "fault", "de", EVENING),
                    *(ends, self.incident, 1),
                )
                for n, (person, address) in enumerate(some)
            ]
            intend(tx, waiting, EVENING)

    def claimed(self) -> list[Errand]:
        return delivering.claim(self.database, "w", self.clock.at, calls_a_second=1)

    def accepted(self, errand: Errand) -> None:
        receipt = Receipt(Outcome.ACCEPTED, errand.attempt)
        receipts.record(self.database, errand, receipt, self.clock.at)

    def found_after(self, seconds: float) -> list[Wrong]:
        self.clock.wind(timedelta(seconds=seconds))
        return [each.wrong for each in self.auditor.look()]


@pytest.fixture
def audited(database: Database) -> Audited:
    stored(database)
    published(database)
    return Audited(database)


def test_what_is_due_for_more_than_half_a_minute_is_told_of(audited: Audited) -> None:
    assert audited.found_after(30) == []
    assert audited.found_after(1) == [Wrong.NOT_FIRED]
    with audited.database.begin() as tx:
        assert [each.kind for each in told(tx, "video", "not fired")] == ["not fired"]


def test_a_page_that_nobody_sends_is_told_of(audited: Audited) -> None:
    escalating.fire_due(audited.database, EVENING)
    assert audited.found_after(31) == [Wrong.NOT_SENT]


def test_what_was_sent_and_is_waited_for_is_in_order(audited: Audited) -> None:
    escalating.fire_due(audited.database, EVENING)
    for errand in delivering.claim(audited.database, "w", EVENING, calls_a_second=9):
        receipts.record(
            audited.database, errand, Receipt(Outcome.ACCEPTED, errand.attempt), EVENING
        )
    assert audited.found_after(100) == []


def test_a_timer_that_is_gone_is_written_anew(audited: Audited, urls: Addresses) -> None:
    run(
        urls.owner,
        "alter table incidents drop constraint ck_incidents_never_forgotten",
        "update incidents set due_at = null",
    )
    assert audited.found_after(0) == [Wrong.FORGOTTEN]
    with audited.database.begin() as tx:
        assert store.next_due(tx) == EVENING
    assert audited.found_after(0) == []


def test_the_outside_is_told_once_an_hour_however_much_is_found(audited: Audited) -> None:
    for _ in range(5):
        intake.take(audited.database, Report("video", "Ton"), by="test", now=EVENING)
    for _ in range(10):
        audited.found_after(60)
    assert len(audited.post.got) == 1
    assert "(+5)" in audited.post.got[0].text
    audited.found_after(3600)
    assert len(audited.post.got) == 2


def test_what_a_carrier_may_have_is_told_again_after_five_minutes(audited: Audited) -> None:
    audited.post.answer = Outcome.DOUBTFUL
    for _ in range(12):
        audited.found_after(30)
    assert len(audited.post.got) == 2
    audited.found_after(30)
    assert len(audited.post.got) == 2


def test_planners_are_told_once_of_all_that_is_found_in_an_hour(audited: Audited) -> None:
    for _ in range(5):
        intake.take(audited.database, Report("video", "Ton"), by="test", now=EVENING)
    audited.found_after(60)
    intake.take(audited.database, Report("video", "Ton"), by="test", now=audited.clock.at)
    audited.found_after(60)
    with audited.database.begin() as tx:
        [message] = told(tx, "video", "not fired")
    assert message.facts["number"].endswith(" (+5)")
    audited.found_after(3600)
    with audited.database.begin() as tx:
        assert len(told(tx, "video", "not fired")) == 2


def test_calls_that_wait_their_turn_are_in_order_as_long_as_others_are_made(
    audited: Audited,
) -> None:
    audited.only_calls_wait([("p1", PHONE + "1"), ("p2", PHONE + "2"), ("p3", PHONE + "3")])
    for _ in range(3):
        audited.clock.wind(timedelta(seconds=25))
        [errand] = audited.claimed()
        audited.accepted(errand)
        assert audited.found_after(4) == []


def test_calls_that_wait_while_none_are_made_are_told_of(audited: Audited) -> None:
    audited.only_calls_wait([("p1", PHONE + "1"), ("p2", PHONE + "2")])
    [errand] = audited.claimed()
    audited.accepted(errand)
    assert audited.found_after(29) == []
    assert audited.found_after(2) == [Wrong.NOT_SENT]


@pytest.mark.parametrize("waits", [("p1", PHONE + "2"), ("p2", PHONE + "1")])
def test_who_waits_for_another_call_is_in_order_until_it_must_be_over(
    audited: Audited, waits: tuple[str, str]
) -> None:
    """Of a person or at a telephone; whatever the carrier has told of it, or not."""
    audited.only_calls_wait([("p1", PHONE + "1"), waits])
    [errand] = audited.claimed()
    audited.accepted(errand)
    assert audited.found_after(100) == []
    assert audited.found_after(79) == []
    assert audited.found_after(2) == [Wrong.NOT_SENT]


def test_the_outside_is_told_again_until_a_carrier_takes_it(audited: Audited) -> None:
    audited.post.answer = Outcome.BUSY
    audited.found_after(60)
    audited.found_after(30)
    assert len(audited.post.got) == 2
    audited.post.answer = Outcome.ACCEPTED
    audited.found_after(30)
    audited.found_after(30)
    assert len(audited.post.got) == 3


def test_the_heart_beats_only_while_the_pager_turns() -> None:
    beats: list[str] = []
    at = [0.0]
    heart = Heart("https://watcher.example", beats.append, stopwatch=lambda: at[0])
    assert not heart.beat(), "a process that has not turned yet"
    heart.turned()
    assert heart.beat()
    at[0] += STALLED + 1
    assert not heart.beat(), "a pager that stands still"
    assert beats == ["https://watcher.example"]


def test_a_watcher_that_is_gone_is_told_of_once() -> None:
    said: list[str] = []

    def gone(_address: str) -> None:
        raise requests.ConnectionError

    heart = Heart("https://watcher.example", gone, said.append)
    heart.turned()
    assert not heart.beat()
    assert not heart.beat()
    assert len(said) == 1
