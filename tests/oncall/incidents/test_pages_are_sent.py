"""From a report to a page that was handed over, heard of, accepted: on a wound clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from notify.channel import Found, Outcome, Parcel, Receipt, Silent
from oncall.clock import WoundClock
from oncall.incidents.events import Kind
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.report import Report
from oncall.incidents.sending import News, Sent
from oncall.services import acting, delivering, intake, receipts
from oncall.store import incidents as store
from tests.oncall.services.firms import published, stored
from web.worker.firing import fire_all
from web.worker.hand import Outside
from web.worker.pager import Pager

if TYPE_CHECKING:
    from oncall.store.db import Database

EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)  # ben or cem or ada is on call until 22:00
SECOND = timedelta(seconds=1)


@dataclass
class Post:
    """A carrier that answers as it is told to, and keeps what it was given."""

    clock: WoundClock
    answers: list[Outcome] = field(default_factory=list)
    got: list[Parcel] = field(default_factory=list)
    silent: bool = False
    name: str = "post"

    def send(self, parcel: Parcel) -> Receipt:
        outcome = self.answers.pop(0) if self.answers else Outcome.ACCEPTED
        if outcome in {Outcome.ACCEPTED, Outcome.DOUBTFUL}:
            self.got.append(parcel)
        return Receipt(outcome, sid=f"S{len(self.got)}" if outcome is Outcome.ACCEPTED else "")

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        if self.silent:
            raise Silent
        return tuple(
            Found(f"S{n}", "sent", self.clock.at)
            for n, each in enumerate(self.got, 1)
            if each.address == parcel.address and each.attempt == parcel.attempt
        )


@dataclass
class Desk:
    """A firm with a rota, a pager, and a carrier."""

    database: Database
    clock: WoundClock
    post: Post
    pager: Pager

    def report(self, description: str = "Bild fällt aus") -> int:
        made = Report("video", description, "Frau Weber", "+49 30 23125 150", customer="Alster")
        taken = intake.take(self.database, made, by="test", now=self.clock.at)
        return taken.kept.incident.id

    def later(self, seconds: float) -> None:
        self.clock.wind(timedelta(seconds=seconds))
        self.pager.turn()

    def kinds(self, incident: int) -> list[Kind]:
        with self.database.begin() as tx:
            return [event.kind for event in store.events(tx, incident)]

    def sent(self) -> list[tuple[str, str]]:
        with self.database.begin() as tx:
            found = tx.execute(text("select channel, state from pages order by id"))
            return [(row.channel, row.state) for row in found]


@pytest.fixture
def desk(database: Database) -> Desk:
    stored(database)
    published(database)
    with database.begin() as tx:  # cem has no telephone of his own
        tx.execute(text("update people set phone = '030 23125 103' where id = 'cem'"))
        tx.execute(text("update installation set revision = revision + 1"))
    clock = WoundClock(EVENING)
    post = Post(clock)
    senders = {"sms": post, "voice": post}
    links = "https://oncall.example/p/{}".format
    return Desk(database, clock, post, Pager(database, clock, Outside(senders, links)))


def test_a_report_is_handed_over_by_text_and_call_at_once(desk: Desk) -> None:
    incident = desk.report()
    desk.later(0)
    assert [parcel.channel for parcel in desk.post.got] == ["sms", "voice"]
    assert desk.kinds(incident) == [Kind.REPORTED, Kind.FIRED]
    assert desk.sent() == [("voice", "accepted"), ("sms", "accepted")]


def test_a_text_says_what_it_is_about_in_the_language_of_whoever_reads_it(desk: Desk) -> None:
    desk.report()
    desk.later(0)
    assert "Bild fällt aus" in desk.post.got[0].text
    assert desk.post.got[0].text.startswith("Störung 1")


def test_an_acceptance_withdraws_what_was_not_sent(desk: Desk) -> None:
    incident = desk.report()
    desk.post.answers = [Outcome.BUSY, Outcome.BUSY]
    desk.later(0)
    heard = acting.accept(desk.database, incident, Act("ben", "page", desk.clock.at))
    desk.later(60)
    assert heard.answer is Answer.YOURS
    assert desk.post.got == []
    assert {state for _, state in desk.sent()} == {"withdrawn"}


def test_what_is_doubtful_is_looked_up_and_adopted_not_sent_twice(desk: Desk) -> None:
    desk.report()
    desk.post.answers = [Outcome.DOUBTFUL, Outcome.DOUBTFUL]
    desk.later(0)
    desk.later(10)
    assert {state for _, state in desk.sent()} == {"doubtful"}
    desk.later(6)
    assert {state for _, state in desk.sent()} == {"accepted"}
    assert len(desk.post.got) == 2


def test_what_the_carrier_does_not_have_is_sent_again(desk: Desk) -> None:
    desk.report()
    desk.post.answers = [Outcome.DOUBTFUL, Outcome.DOUBTFUL]
    desk.later(0)
    desk.post.got.clear()
    desk.later(16)
    desk.later(1)
    assert [parcel.channel for parcel in desk.post.got] == ["sms", "voice"]


def test_where_the_list_is_out_of_reach_a_page_beats_silence(desk: Desk) -> None:
    desk.report()
    desk.post.answers = [Outcome.DOUBTFUL, Outcome.DOUBTFUL]
    desk.post.silent = True
    desk.later(0)
    desk.later(16)
    desk.later(1)
    assert len(desk.post.got) == 4


def test_a_call_back_proves_acceptance_and_nothing_goes_back(desk: Desk) -> None:
    desk.report()
    desk.post.answers = [Outcome.DOUBTFUL]
    desk.later(0)
    attempt = desk.post.got[0].attempt
    for word, rank, sent in (("sent", 2, Sent.ACCEPTED), ("delivered", 3, Sent.DELIVERED)):
        assert receipts.hear(desk.database, News(attempt, word, rank, sent), desk.clock.at)
    receipts.hear(desk.database, News(attempt, "sent", 2, Sent.ACCEPTED), desk.clock.at)
    assert ("sms", "delivered") in desk.sent()


def test_who_no_channel_reaches_is_not_waited_for(desk: Desk) -> None:
    incident = desk.report()
    desk.post.answers = [Outcome.REFUSED, Outcome.REFUSED]
    desk.later(0)
    assert Kind.UNREACHED in desk.kinds(incident)
    with desk.database.begin() as tx:
        assert store.by_id(tx, incident).incident.due_at == desk.clock.at


def test_nobody_is_called_while_another_call_to_them_is_under_way(desk: Desk) -> None:
    desk.report()
    desk.later(0)
    desk.clock.wind(5 * SECOND)
    desk.report("Ton fehlt")
    desk.later(0)
    assert [parcel.channel for parcel in desk.post.got] == ["sms", "voice", "sms"]


def test_one_call_is_for_all_that_waits_for_a_person(desk: Desk) -> None:
    for number in range(5):
        desk.report(f"Fehler {number}")
    desk.later(0)
    channels = [parcel.channel for parcel in desk.post.got]
    assert channels == ["sms"] * 5 + ["voice"]
    assert desk.sent().count(("voice", "accepted")) == 5


def test_a_page_whose_lease_ran_out_before_it_was_sent_is_not_lost(desk: Desk) -> None:
    desk.report()
    fire_all(desk.database, desk.clock.at)
    claimed = delivering.claim(desk.database, "slow", desk.clock.at, calls_a_second=9)
    text_, call = sorted(claimed, key=lambda each: each.channel)  # sms, voice
    desk.clock.wind(9 * SECOND)
    assert delivering.still_wanted(desk.database, text_, "slow", desk.clock.at) is None
    desk.later(0)  # the call's lease lapses: it is doubtful now
    assert delivering.still_wanted(desk.database, call, "slow", desk.clock.at) is None
    desk.later(20)
    desk.later(5)
    assert [parcel.channel for parcel in desk.post.got] == ["sms", "voice"]


def test_the_same_key_taken_twice_is_one_incident(desk: Desk) -> None:
    made = Report("video", "Ton", key="K1")
    first = intake.take(desk.database, made, by="test", now=desk.clock.at)
    second = intake.take(desk.database, made, by="test", now=desk.clock.at)
    assert (first.is_new, second.is_new) == (True, False)
    assert first.number == second.number


def test_a_flood_of_one_customer_is_one_incident_with_many_reports(desk: Desk) -> None:
    made = Report("video", "Ton", customer="Alster", joins=True)
    taken = [
        intake.take(desk.database, made, by="test", now=desk.clock.at + n * SECOND)
        for n in range(20)
    ]
    assert len({each.number for each in taken}) == 1
    assert taken[-1].kept.reports == 20
