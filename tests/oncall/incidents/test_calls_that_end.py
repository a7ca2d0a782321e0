"""A call that is over holds nobody up though no carrier tells; one nobody needs is ended."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from notify.channel import Found, Outcome, Parcel, Receipt
from oncall.clock import WoundClock
from oncall.incidents import callbacks
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.incidents.sending import Sent
from oncall.services import acting, delivering, intake
from oncall.store.pages import Intent, intend
from tests.oncall.services.firms import published, stored
from web.worker.calling_off import CallingOff
from web.worker.hand import Outside
from web.worker.pager import Pager

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.store.db import Database

NOW = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
HOME, AWAY = "+493023125101", "+491713900001"


@dataclass
class Line:
    """A carrier that calls nothing back; `word` is how far it says that each call is."""

    word: str = "ringing"
    after: str = "canceled"
    name: str = "voice"
    called: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    number: Iterator[int] = field(default_factory=count)

    def send(self, parcel: Parcel) -> Receipt:
        self.called.append(parcel.address)
        return Receipt(Outcome.ACCEPTED, sid=f"CA{next(self.number)}")

    def find(self, _parcel: Parcel, _since: datetime) -> tuple[Found, ...]:
        return ()

    def call_off(self, sid: str) -> str:
        self.ended.append(sid)
        return self.after

    def how_far(self, sid: str) -> str:
        self.asked.append(sid)
        return self.word


@dataclass
class Desk:
    """A pager, its clock, its line, and an incident that nobody climbs for."""

    database: Database
    line: Line = field(default_factory=Line)
    clock: WoundClock = field(default_factory=lambda: WoundClock(NOW))
    pages: Iterator[int] = field(default_factory=count)

    def __post_init__(self) -> None:
        links = "https://oncall.example/p/{}".format
        way = Outside(
            *({"voice": self.line}, links, 9),
            call_off=self.line.call_off,
            how_far=self.line.how_far,
        )
        self.pager = Pager(self.database, self.clock, way)
        self.incident = self.reported()

    def reported(self) -> int:
        taken = intake.take(self.database, Report("video", "Bild"), by="test", now=self.clock.at)
        with self.database.begin() as tx:  # its ladder is of no interest here
            tx.execute(
                text(
                    "update incidents set state = 'paging', paged = '{ada,ben}', "
                    "due_at = due_at + interval '1 day', rung_at = rung_at + interval '1 day'"
                )
            )
        return taken.kept.incident.id

    def waits(self, person: str, address: str, after: float = 0) -> None:
        at = self.clock.at + timedelta(seconds=after)
        intent = Intent(
            *(f"{next(self.pages)}", person, "voice", address, "fault", "de", at),
            *(at + timedelta(minutes=30), self.incident, 1),
        )
        with self.database.begin() as tx:
            intend(tx, [intent], self.clock.at)

    def later(self, seconds: float) -> None:
        self.clock.wind(timedelta(seconds=seconds))
        self.pager.turn()

    def attempts(self) -> list[str]:
        with self.database.begin() as tx:
            return list(tx.execute(text("select state from attempts order by began_at")).scalars())


@pytest.fixture
def desk(database: Database) -> Desk:
    stored(database)
    published(database)
    return Desk(database)


def test_a_call_of_which_nothing_is_heard_is_asked_for_and_holds_nobody_up(desk: Desk) -> None:
    desk.waits("ben", HOME)
    desk.later(0)
    desk.waits("ben", HOME)
    desk.line.word = "completed"
    desk.later(59)
    assert desk.line.asked == []
    desk.later(5)
    desk.later(1)
    assert desk.line.called == [HOME, HOME]
    assert desk.attempts() == ["over", "accepted"]


def test_what_goes_on_is_asked_for_once_a_minute_and_not_for_ever(desk: Desk) -> None:
    desk.line.word = "in-progress"
    desk.waits("ben", HOME)
    desk.later(0)
    for _ in range(36):  # six minutes
        desk.later(10)
    assert desk.line.asked == ["CA0"] * 6
    desk.later(3600)
    assert desk.line.asked == ["CA0"] * 6


def test_a_carrier_that_does_not_answer_ends_nothing(desk: Desk) -> None:
    desk.line.word = ""
    desk.waits("ben", HOME)
    desk.later(0)
    desk.later(60)
    assert desk.line.asked == ["CA0"]
    assert desk.attempts() == ["accepted"]


def test_few_are_asked_for_at_a_time(desk: Desk) -> None:
    for n in range(20):
        desk.waits(f"p{n}", f"+4917139{n:05}")
        desk.later(1)
    desk.later(60)
    assert len(desk.line.asked) == 8
    desk.later(5)
    desk.later(5)
    assert len(desk.line.asked) == len(set(desk.line.asked)) == 20


def test_who_was_called_off_is_called_again_at_once_though_nothing_is_called_back(
    desk: Desk,
) -> None:
    desk.waits("ben", HOME)
    desk.later(0)
    acting.accept(desk.database, desk.incident, Act("ada", "page", desk.clock.at))
    desk.later(2)
    assert (desk.line.ended, desk.attempts()) == (["CA0"], ["over"])
    desk.incident = desk.reported()
    desk.waits("ben", HOME)
    desk.later(1)
    assert desk.line.called == [HOME, HOME]


@pytest.mark.parametrize(("word", "times"), [("ringing", 3), ("in-progress", 1), ("", 1)])
def test_only_what_rings_on_is_called_off_again(desk: Desk, word: str, times: int) -> None:
    desk.line.after = word
    desk.waits("ben", HOME)
    desk.later(0)
    acting.accept(desk.database, desk.incident, Act("ada", "page", desk.clock.at))
    for _ in range(3):
        desk.later(1)
    assert desk.line.ended == ["CA0"] * times
    assert desk.attempts() == ["accepted"]


def test_a_telephone_stops_ringing_for_who_has_declined_by_another_way(desk: Desk) -> None:
    desk.waits("ben", HOME)
    desk.waits("ada", AWAY)
    desk.later(0)
    acting.decline(desk.database, desk.incident, Act("ben", "reply", desk.clock.at))
    desk.later(2)
    assert desk.line.ended == ["CA0"]
    assert sorted(desk.attempts()) == ["accepted", "over"]


def test_a_call_that_is_about_to_be_made_is_not_made_after_the_no(desk: Desk) -> None:
    desk.waits("ben", HOME)
    [errand] = delivering.claim(desk.database, "worker", NOW, calls_a_second=9)
    acting.decline(desk.database, desk.incident, Act("ben", "reply", NOW))
    assert delivering.still_wanted(desk.database, errand, "worker", NOW) is None
    assert desk.attempts() == ["over"]


def test_a_no_to_one_incident_does_not_keep_another_from_being_told(desk: Desk) -> None:
    desk.waits("ben", HOME)
    acting.decline(desk.database, desk.incident, Act("ben", "reply", NOW))
    desk.incident = desk.reported()
    desk.waits("ben", HOME)
    desk.later(0)
    assert desk.line.called == [HOME]


def test_what_is_taken_from_the_list_of_calls_meanwhile_ends_nobody(desk: Desk) -> None:
    """A thread ends a call at the very instant at which its time is found to be over."""
    desk.waits("ben", HOME)
    desk.later(0)
    calling_off = CallingOff(desk.database, desk.line.call_off)
    [attempt] = attempts_of(desk)
    calling_off.rings(attempt, NOW)
    acting.accept(desk.database, desk.incident, Act("ada", "page", NOW))

    class Meanwhile(datetime):
        """An instant; whoever asks whether it has come finds that a thread was quicker."""

        def __ge__(self, other: datetime) -> bool:
            calling_off.look(NOW, None)
            return super().__ge__(other)

    calling_off.look(Meanwhile(2026, 12, 7, 19, 0, tzinfo=UTC), None)
    assert desk.line.ended == ["CA0"]


WORDS = st.sampled_from([*callbacks.CALLS, "", "nonsense"])


@given(WORDS, st.integers(0, 3), st.sampled_from(list(callbacks.CALLS)))
def test_what_was_asked_for_is_later_than_all_that_is_called_back(
    word: str, number: int, before: str
) -> None:
    """Else a call back that comes late would take back that a call is over."""
    found = callbacks.of_ended("a", "CA1", word)
    heard = callbacks.of_call("a", {"CallStatus": before, "SequenceNumber": str(number)})
    is_over = callbacks.CALLS.get(word) in {Sent.DELIVERED, Sent.FAILED}
    assert (found is not None) == is_over
    assert heard is not None
    assert found is None or (found.rank > heard.rank and found.sid == "CA1")


def attempts_of(desk: Desk) -> list[str]:
    with desk.database.begin() as tx:
        return list(tx.execute(text("select id from attempts")).scalars())
