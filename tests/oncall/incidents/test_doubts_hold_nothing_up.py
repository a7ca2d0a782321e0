"""A carrier whose list hangs, or a mail server: what it has waits, everything else goes out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from queue import SimpleQueue
from threading import Event
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from notify.channel import Found, Outcome, Parcel, Receipt
from oncall.clock import WoundClock
from oncall.incidents.report import Report
from oncall.services import delivering, intake, receipts
from oncall.store.pages import Intent, intend
from tests.oncall.services.firms import published, stored
from web.worker.hand import Outside
from web.worker.pager import BESIDE, MOST_ON_THE_WAY, SETTLERS, THREADS, Pager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.store.db import Database

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
SOON = 20  # seconds that nobody waits for unless something is wrong


class Stuck:
    """A carrier that takes whatever it is given and whose list answers nobody."""

    name = "sms"

    def __init__(self) -> None:
        self.sent: SimpleQueue[Parcel] = SimpleQueue()
        self.asked: SimpleQueue[str] = SimpleQueue()
        self.go_on = Event()

    def send(self, parcel: Parcel) -> Receipt:
        self.sent.put(parcel)
        return Receipt(Outcome.ACCEPTED, sid=parcel.attempt)

    def find(self, parcel: Parcel, _since: datetime) -> tuple[Found, ...]:
        self.asked.put(parcel.attempt)
        assert self.go_on.wait(SOON)
        return (Found(f"found {parcel.attempt}", "sent", NOW + timedelta(minutes=1)),)


@pytest.fixture
def stuck() -> Iterator[Stuck]:
    made = Stuck()
    yield made
    made.go_on.set()


class Hung:
    """A server that takes a connection and says nothing more."""

    def __init__(self, go_on: Event, name: str = "email") -> None:
        self.go_on = go_on
        self.name = name

    def send(self, _parcel: Parcel) -> Receipt:
        assert self.go_on.wait(SOON)
        return Receipt(Outcome.DOUBTFUL)

    def find(self, _parcel: Parcel, _since: datetime) -> tuple[Found, ...]:
        return ()


def paged(database: Database, channel: str, addresses: list[str]) -> None:
    """Let so many pages of one incident wait to be sent by a channel."""
    taken = intake.take(database, Report("video", "Bild"), by="test", now=NOW).kept
    later = NOW + timedelta(hours=1)
    some = [
        Intent(*(to, "ben", channel, to, "fault", "de", NOW, later, taken.incident.id, 1))
        for to in addresses
    ]
    with database.begin() as tx:
        tx.execute(text("update incidents set due_at = :at"), {"at": later})
        intend(tx, some, NOW)


def in_doubt(database: Database, number: int) -> None:
    """Let so many texts be in doubt whose time to be looked up has come."""
    paged(database, "sms", [f"+4917139{n:05}" for n in range(number)])
    room = delivering.Room(number, 0)
    for errand in delivering.claim(database, "gone", NOW, calls_a_second=1, room=room):
        receipts.record(database, errand, Receipt(Outcome.DOUBTFUL), NOW)


def test_a_list_that_hangs_leaves_senders_for_a_new_incident(
    database: Database, stuck: Stuck
) -> None:
    stored(database)
    published(database)
    in_doubt(database, 2 * MOST_ON_THE_WAY)
    clock = WoundClock(NOW + timedelta(seconds=30))
    said: list[str] = []
    outside = Outside({"sms": stuck}, "https://oncall.example/p/{}".format)
    pager = Pager(database, clock, outside, say=said.append)
    with ThreadPoolExecutor(THREADS) as pool:
        pager.turn(pool)
        intake.take(database, Report("video", "Ton fehlt"), by="test", now=clock.at)
        pager.turn(pool)
        try:
            assert "Ton fehlt" in stuck.sent.get(timeout=SOON).text
        finally:
            stuck.go_on.set()
    assert said == []


def test_no_more_is_lent_than_can_be_looked_up_and_nothing_twice(
    database: Database, stuck: Stuck
) -> None:
    stored(database)
    in_doubt(database, 4 * SETTLERS)
    clock = WoundClock(NOW + timedelta(seconds=30))
    said: list[str] = []
    outside = Outside({"sms": stuck}, "https://oncall.example/p/{}".format)
    pager = Pager(database, clock, outside, say=said.append)
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(4):
            pager.turn(pool)
            clock.wind(timedelta(seconds=9))  # what is lent lapses
        stuck.go_on.set()
    assert said == []
    asked = [stuck.asked.get_nowait() for _ in range(stuck.asked.qsize())]
    assert len(asked) == len(set(asked)) == SETTLERS
    with database.begin() as tx:
        some = text("select state, count(*) from attempts group by state")
        assert dict(tx.execute(some).all()) == {"accepted": SETTLERS, "doubtful": 3 * SETTLERS}


def test_a_mail_server_that_hangs_leaves_senders_for_texts(
    database: Database, stuck: Stuck
) -> None:
    stored(database)
    published(database)
    paged(database, "email", [f"b{n}@nobody.example" for n in range(2 * MOST_ON_THE_WAY)])
    said: list[str] = []
    senders = {"sms": stuck, "email": Hung(stuck.go_on)}
    outside = Outside(senders, "https://oncall.example/p/{}".format)
    pager = Pager(database, WoundClock(NOW), outside, say=said.append)
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(3):
            pager.turn(pool)
        intake.take(database, Report("video", "Ton fehlt"), by="test", now=NOW)
        pager.turn(pool)
        try:
            assert "Ton fehlt" in stuck.sent.get(timeout=SOON).text
            with database.begin() as tx:
                lent = text("select count(*) from attempts where channel = 'email'")
                assert tx.execute(lent).scalar_one() == BESIDE, "no more than have a place"
        finally:
            stuck.go_on.set()
    assert said == []


def test_who_watches_hears_nothing_once_turns_send_nothing_any_more(
    database: Database, stuck: Stuck
) -> None:
    stored(database)
    paged(database, "sms", [f"+4917139{n:05}" for n in range(2 * MOST_ON_THE_WAY)])
    beats: list[int] = []
    outside = Outside({"sms": Hung(stuck.go_on, "sms")}, "https://oncall.example/p/{}".format)
    pager = Pager(database, WoundClock(NOW), outside, turned=lambda: beats.append(1))
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(3):
            pager.turn(pool)
        assert beats == []
        stuck.go_on.set()
    pager.turn(None)
    assert beats == [1], "what was on its way is done"


def test_a_channel_that_is_not_set_up_is_no_way_while_another_is(
    database: Database, stuck: Stuck
) -> None:
    stored(database)
    published(database)
    mails = Stuck()
    mails.name = "email"
    outside = Outside({"email": mails}, "https://oncall.example/p/{}".format)
    with database.begin() as tx:
        tx.execute(
            text("update people set email = id || '@firm.example', phone = '+4917139200011'")
        )
        tx.execute(text("update installation set revision = revision + 1"))
    intake.take(database, Report("video", "Ton fehlt"), by="test", now=NOW)
    Pager(database, WoundClock(NOW), outside).turn()
    assert "Ton fehlt" in mails.sent.get_nowait().text
    with database.begin() as tx:
        assert set(tx.execute(text("select channel from pages")).scalars()) == {"email"}
