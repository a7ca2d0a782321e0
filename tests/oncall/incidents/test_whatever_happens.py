"""Whatever people, carriers and workers do, in whatever order: the invariants hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from notify.channel import Found, Outcome, Parcel, Receipt, Silent
from oncall.clock import WoundClock
from oncall.errors import BadInput
from oncall.incidents import callbacks
from oncall.incidents.folding import fold
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.incidents.sending import LEASE, RANKS, Sent
from oncall.services import acting, intake, receipts
from oncall.services.auditing import audit
from oncall.store import incidents as store
from tests.oncall.services.agreed import agreed
from tests.oncall.services.firms import published, stored
from web.worker.hand import Outside
from web.worker.pager import Pager

if TYPE_CHECKING:
    from oncall.store.db import Database

EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
PEOPLE = st.sampled_from(["ada", "ben", "dora"])
DOES = st.sampled_from(
    [
        *("accept", "decline", "start", "pause", "resume", "escalate"),
        *("wait_for_customer", "go_on"),
    ]
)
WORDS = st.sampled_from(
    ["ringing", "in-progress", "completed", "busy", "no-answer", "failed", "canceled"]
)


class Killed(BaseException):
    """The worker is no more."""


class Post:
    """A carrier that does what it is told to, once."""

    name = "post"

    def __init__(self, clock: WoundClock) -> None:
        self.clock = clock
        self.next: Outcome | type[BaseException] = Outcome.ACCEPTED
        self.is_silent = False
        self.got: list[tuple[datetime, Parcel, str]] = []
        self.called_off: list[str] = []
        self.is_over = False

    def send(self, parcel: Parcel) -> Receipt:
        now, self.next = self.next, Outcome.ACCEPTED
        if now in {Outcome.REFUSED, Outcome.BUSY, Outcome.BROKEN}:
            return Receipt(now)
        sid = f"S{id(self)}{len(self.got)}"
        self.got.append((self.clock.at, parcel, sid))
        if not isinstance(now, Outcome):
            raise now
        return Receipt(now, sid if now is Outcome.ACCEPTED else "")

    def call_off(self, sid: str) -> str:
        self.called_off.append(sid)
        return "" if self.is_silent else "canceled"

    def how_far(self, sid: str) -> str:
        return "" if self.is_silent else "completed" if self.is_over else "in-progress"

    def find(self, parcel: Parcel, since: datetime) -> tuple[Found, ...]:
        if self.is_silent:
            raise Silent
        return tuple(
            Found(sid, "queued", at)
            for at, each, sid in self.got
            if each.attempt == parcel.attempt and at >= since
        )


class Story(RuleBasedStateMachine):
    """An incident, and all that may happen to it."""

    database: Database

    @initialize()
    def reported(self) -> None:
        self.clock = WoundClock(EVENING)
        self.post = Post(self.clock)
        report = Report("video", "Bild", contract="WAITS")
        taken = intake.take(self.database, report, by="test", now=EVENING)
        self.began = taken.kept.incident
        self.ranks: dict[int, int] = {}
        self.hired()

    def hired(self) -> None:
        way = Outside(
            {"sms": self.post, "voice": self.post},
            "https://x.example/{}".format,
            9,
            call_off=self.post.call_off,
            how_far=self.post.how_far,
        )
        self.pager = Pager(self.database, self.clock, way, say=lambda _: None)

    @rule(seconds=st.sampled_from([0, 1, 5, 9, 16, 30, 60, 200, 400]))
    def time_passes(self, seconds: int) -> None:
        self.clock.wind(timedelta(seconds=seconds))
        self.turns()

    @rule()
    def turns(self) -> None:
        before = len(self.post.called_off)
        try:
            self.pager.turn()
        except Killed:
            self.hired()
        for sid in self.post.called_off[before:]:
            self.nobody_needs(next(parcel for _, parcel, has in self.post.got if has == sid))

    def nobody_needs(self, parcel: Parcel) -> None:
        with self.database.begin() as tx:
            incident = store.by_id(tx, self.began.id).incident
            asked = text("select person from attempts where id = :id and channel = 'voice'")
            person = tx.execute(asked, {"id": parcel.attempt}).scalar_one()
        is_wanted = incident.state.climbs and person not in incident.refused
        assert not is_wanted, "a telephone that rings for an open incident"
        assert incident.holder != person

    @rule(outcome=st.sampled_from([*Outcome, Killed]))
    def something_is_wrong(self, outcome: Any) -> None:
        self.post.next = outcome

    @rule()
    def the_list_is_out_of_reach_or_back(self) -> None:
        self.post.is_silent = not self.post.is_silent

    @rule()
    def calls_are_over_and_nobody_tells(self) -> None:
        self.post.is_over = not self.post.is_over

    @rule(person=PEOPLE, does=DOES)
    def somebody_says(self, person: str, does: str) -> None:
        getattr(acting, does)(self.database, self.began.id, Act(person, "page", self.clock.at))

    @rule(person=PEOPLE, to=PEOPLE)
    def somebody_hands_over(self, person: str, to: str) -> None:
        act = Act(person, "page", self.clock.at)
        if to == "dora":
            with pytest.raises(BadInput, match="can't be reached"):
                acting.hand_over(self.database, self.began.id, act, to)
        else:
            acting.hand_over(self.database, self.began.id, act, to)

    @rule(person=PEOPLE, minutes=st.sampled_from([None, 5, 60]))
    def somebody_parks(self, person: str, minutes: int | None) -> None:
        until = self.clock.at + timedelta(minutes=minutes) if minutes else None
        act = Act(person, "page", self.clock.at)
        acting.park(self.database, self.began.id, act, person, until)

    @precondition(lambda self: self.post.got)
    @rule(data=st.data(), word=WORDS, number=st.integers(0, 4))
    def a_callback_comes(self, data: st.DataObject, word: str, number: int) -> None:
        _, parcel, sid = data.draw(st.sampled_from(self.post.got))
        told = {"CallStatus": word, "SequenceNumber": str(number), "CallSid": sid}
        news = callbacks.of_call(parcel.attempt, told)
        assert news is not None
        receipts.hear(self.database, news, self.clock.at)

    @invariant()
    def holds(self) -> None:
        with self.database.begin() as tx:
            incident = store.by_id(tx, self.began.id).incident
            events = store.events(tx, self.began.id)
            found = text("select id, state, key from pages where incident = :id")
            pages = tx.execute(found, {"id": self.began.id}).all()
        assert not incident.state.is_open or incident.due_at or incident.holder, "S2"
        assert fold(self.began, events) == incident, "S9"
        self.no_clock_runs_while_the_customer_is_waited_for(events)
        ranks = {page.id: RANKS[Sent(page.state)] for page in pages}
        assert all(ranks[page] >= rank for page, rank in self.ranks.items()), "S7"
        # What failed a lease ago may be tried anew, what the carrier has had may not.
        self.ranks = {page: rank for page, rank in ranks.items() if rank}
        self.nothing_goes_out_after_an_acceptance(events)

    def no_clock_runs_while_the_customer_is_waited_for(self, events: Any) -> None:
        waits = False
        for event in events:
            waits = event.kind == "waiting" or (waits and event.kind != "continued")
            assert not (waits and event.kind in {"warned", "breached", "asked", "released"})

    def nothing_goes_out_after_an_acceptance(self, events: Any) -> None:
        had, since = False, EVENING
        changes = {"accepted": True, "started": True, "parked": True, "resolved": True}
        changes |= {"released": False, "hastened": False}
        spans = []
        for event in events:
            now = changes.get(event.kind, had)
            if now and not had:
                since = event.at
            if had and not now:
                spans.append((since, event.at))
            had = now
        spans += [(since, self.clock.at + LEASE)] if had else []
        for at, parcel, _ in self.post.got:
            is_page = parcel.text.startswith(("Störung", "Incident")) and "nein" in parcel.text
            about_a_fault = is_page and "übergehen" not in parcel.text  # an offer is for who has it
            late = any(start + LEASE < at < end for start, end in spans)
            assert not (about_a_fault and late), "S4"

    def teardown(self) -> None:
        if not hasattr(self, "pager"):
            return
        self.post.is_silent, self.post.next = False, Outcome.ACCEPTED
        for _ in range(12):
            self.clock.wind(timedelta(seconds=20))
            self.turns()
        assert [each for each in audit(self.database, self.clock.at) if self.is_mine(each)] == []
        with self.database.begin() as tx:
            asked = "select count(*) from pages where state in ('sending', 'doubtful')"
            assert tx.execute(text(asked)).scalar_one() == 0, "L2"
            tx.execute(text("update incidents set state = 'resolved', due_at = null"))

    def is_mine(self, found: Any) -> bool:
        return bool(found.incident == self.began.id)


def test_whatever_happens(database: Database) -> None:
    stored(database)
    published(database)
    agreed(database)
    with database.begin() as tx:
        tx.execute(text("update messages set made_at = made_at - interval '10 days'"))
    story = type("Story", (Story,), {"database": database})
    run_state_machine_as_test(
        story,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
