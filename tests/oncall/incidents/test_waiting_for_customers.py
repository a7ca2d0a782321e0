"""While the customer is waited for no clock runs, and what stood still is made up for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oncall.clocks import Face, due, due_term
from oncall.hours import Calendar, WeeklyHours
from oncall.incidents import hearing
from oncall.incidents.escalation import advance
from oncall.incidents.events import Event, Kind
from oncall.incidents.folding import fold
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.incident import Clock, Incident, State
from oncall.incidents.ladder import USUAL
from oncall.incidents.stood_still import moved
from oncall.incidents.waiting import go_on, unless_over, wait_for_customer, waited
from oncall.localtime import Span, union
from oncall.promises import Counting, Minutes, Promise, WorkingDays
from oncall.promises import Event as KeptBy
from tests.oncall.random_clocks import Drawn, clocks

MINUTE = timedelta(minutes=1)
NOW = datetime(2026, 12, 7, 18, tzinfo=UTC)
ALL_TIME = Face(UTC, Calendar("DE", "HH", bridge_days=False), WeeklyHours(), WeeklyHours())
PAUSES = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 90)), max_size=5)
DEEDS = {
    "start": hearing.start,
    "give back": hearing.decline,
    "escalate": hearing.escalate,
    "park": lambda each, act: hearing.park(each, act, "ben"),
    "resolve": lambda each, act: hearing.resolve(each, act, "done"),
    "merge": lambda each, act: hearing.merge(each, reported(NOW, id_=2), act),
}


@dataclass(frozen=True)
class Agreed:
    """What of a contract sets clocks."""

    promises: tuple[Promise, ...]
    face: Face
    standby: Any = None


def ada(at: datetime) -> Act:
    return Act("ada", "page", at)


def reported(at: datetime, action: datetime | None = None, id_: int = 1) -> Incident:
    dues = {Clock.RESPONSE: at + 15 * MINUTE, Clock.ACTION: action or at + 30 * MINUTE}
    return Incident(id_, "night", USUAL, at, at, dues, 15 * MINUTE)


def accepted(at: datetime, action: datetime | None = None) -> Incident:
    return hearing.accept(reported(at, action), ada(at)).incident


def paused(
    incident: Incident, pauses: list[Span] | tuple[Span, ...], whole: Any = None
) -> tuple[Incident, list[Event]]:
    """An accepted incident after pauses one after another, and what happened."""
    events: list[Event] = []
    for each in pauses:
        waits = wait_for_customer(incident, ada(each.start), allowed=True)
        past = tuple(waited(events, each.start))
        goes = go_on(waits.incident, ada(each.end), moved(waits.incident, past, whole, each.end))
        assert (waits.answer, goes.answer) == (Answer.DONE, Answer.DONE)
        events += waits.events + goes.events
        incident = goes.incident
    return incident, events


@given(PAUSES)
def test_standby_clocks_fall_due_later_by_what_was_waited_before_them(lengths) -> None:
    at, spans = NOW, []
    for gap, length in lengths:
        spans.append(Span(at + gap * MINUTE, at + (gap + length) * MINUTE))
        at = spans[-1].end
    began = accepted(NOW)
    incident, events = paused(began, spans)
    term = Minutes(30, Counting.ELAPSED)
    assert incident.clocks[Clock.ACTION] == due_term(NOW, term, ALL_TIME, tuple(spans))
    assert incident.act_by >= incident.clocks[Clock.ACTION]
    assert fold(began, events) == incident
    assert [*waited(events, at)] == spans


@given(drawn=clocks(), minutes=st.integers(1, 600), days=st.integers(0, 3), also_days=st.booleans())
def test_clocks_of_contracts_fall_due_when_the_contract_counts_the_pauses(
    drawn: Drawn, minutes: int, days: int, *, also_days: bool
) -> None:
    assume(drawn.opens())
    terms: tuple = (Minutes(minutes, Counting.FAULT),)
    terms += (WorkingDays(days, Counting.FAULT),) if also_days else ()
    promise = Promise("reaction", KeptBy.START, terms)
    spans = tuple(
        Span(max(each.start, drawn.start), each.end)
        for each in union(drawn.pauses)
        if each.end > drawn.start
    )
    began = accepted(drawn.start, due(drawn.start, promise, drawn.face))
    incident, _ = paused(began, spans, Agreed((promise,), drawn.face))
    assert incident.clocks[Clock.ACTION] == due(drawn.start, promise, drawn.face, spans)


def test_of_a_contract_with_standby_the_terms_that_set_the_clock_count() -> None:
    office = Promise("reaction", KeptBy.START, (Minutes(60, Counting.ELAPSED),))
    standby = Promise("intervention", KeptBy.START, (Minutes(30, Counting.ELAPSED),))
    whole = Agreed((office,), ALL_TIME, SimpleNamespace(promises=(standby,)))
    began = accepted(NOW, NOW + 30 * MINUTE)
    incident, _ = paused(began, [Span(NOW + 5 * MINUTE, NOW + 25 * MINUTE)], whole)
    assert incident.clocks[Clock.ACTION] == NOW + 50 * MINUTE


def test_what_was_due_before_the_waiting_stays_due() -> None:
    incident, _ = paused(accepted(NOW), [Span(NOW + 31 * MINUTE, NOW + 60 * MINUTE)])
    assert incident.clocks[Clock.ACTION] == NOW + 30 * MINUTE
    kinds = [each.kind for each in advance(incident, None, NOW + 58 * MINUTE).events]
    assert kinds == [Kind.WARNED, Kind.BREACHED]


@given(minutes=st.integers(0, 10_000), asked=st.booleans())
def test_while_the_customer_is_waited_for_nothing_is_due(minutes: int, *, asked: bool) -> None:
    incident = accepted(NOW)
    if asked:
        incident = advance(incident, None, incident.act_by).incident
        assert incident.asked
    waits = wait_for_customer(incident, ada(NOW + MINUTE), allowed=True).incident
    assert waits.due_at is None
    assert waits.running == ()
    assert advance(waits, None, NOW + minutes * MINUTE).events == ()


def test_clocks_that_run_again_warn_and_break_at_their_new_time() -> None:
    incident, _ = paused(accepted(NOW), [Span(NOW + MINUTE, NOW + 61 * MINUTE)])
    assert incident.due_at == NOW + 85 * MINUTE
    assert [e.kind for e in advance(incident, None, NOW + 85 * MINUTE).events] == [Kind.WARNED]
    kinds = [e.kind for e in advance(incident, None, NOW + 90 * MINUTE).events]
    assert kinds == [Kind.WARNED, Kind.BREACHED, Kind.ASKED]


@pytest.mark.parametrize("deed", DEEDS)
def test_whatever_ends_it_lets_the_clocks_run_on_before(deed: str) -> None:
    waits = wait_for_customer(accepted(NOW), ada(NOW + MINUTE), allowed=True).incident
    at = NOW + 21 * MINUTE
    heard = unless_over(
        waits, ada(at), moved(waits, (), None, at), lambda each: DEEDS[deed](each, ada(at))
    )
    assert heard.events[0].kind is Kind.CONTINUED
    assert heard.incident == fold(waits, heard.events)
    assert heard.incident.waiting_since is None
    assert heard.incident.clocks[Clock.ACTION] == NOW + 50 * MINUTE


def test_a_colleague_who_takes_it_over_begins_with_the_time_that_is_left() -> None:
    offered = hearing.hand_over(accepted(NOW), ada(NOW), "ben").incident
    waits = wait_for_customer(offered, ada(NOW), allowed=True).incident
    ben = Act("ben", "page", NOW + 60 * MINUTE)
    dues = moved(waits, (), None, ben.at)
    heard = unless_over(waits, ben, dues, lambda each: hearing.accept(each, ben))
    assert [each.kind for each in heard.events] == [Kind.CONTINUED, Kind.ACCEPTED]
    assert (heard.incident.holder, heard.incident.act_by) == ("ben", NOW + 90 * MINUTE)


def test_what_does_not_end_it_leaves_the_clocks_alone() -> None:
    waits = wait_for_customer(accepted(NOW), ada(NOW), allowed=True).incident
    ben = Act("ben", "page", NOW + MINUTE)
    for say in (hearing.accept, hearing.start, hearing.decline):  # ben does not have it
        heard = unless_over(waits, ben, {}, lambda each, say=say: say(each, ben))
        assert heard.incident.waiting_since == NOW


@pytest.mark.parametrize(
    ("incident", "who", "allowed", "answer"),
    [
        (accepted(NOW), "ada", False, Answer.NEVER_WAITS),
        (accepted(NOW), "ben", True, Answer.NOT_YOURS),
        (reported(NOW), "ada", True, Answer.NOT_YOURS),
        (hearing.park(accepted(NOW), ada(NOW), "ada").incident, "ada", True, Answer.NOT_NOW),
        (hearing.resolve(accepted(NOW), ada(NOW), "x").incident, "ada", True, Answer.OVER),
        (
            wait_for_customer(accepted(NOW), ada(NOW), allowed=True).incident,
            "ada",
            True,
            Answer.NOT_NOW,
        ),
    ],
)
def test_waiting_is_refused(incident: Incident, who: str, answer: Answer, *, allowed: bool) -> None:
    heard = wait_for_customer(incident, Act(who, "page", NOW), allowed=allowed)
    assert (heard.answer, heard.events, heard.incident) == (answer, (), incident)


def test_only_who_waits_goes_on() -> None:
    waits = wait_for_customer(accepted(NOW), ada(NOW), allowed=True).incident
    assert go_on(waits, Act("ben", "page", NOW), {}).answer is Answer.NOT_YOURS
    assert go_on(accepted(NOW), ada(NOW), {}).answer is Answer.NOT_NOW
    over = hearing.resolve(accepted(NOW), ada(NOW), "x").incident
    assert go_on(over, ada(NOW), {}).answer is Answer.OVER


def test_who_works_may_wait_too_and_it_is_on_record() -> None:
    works = hearing.start(accepted(NOW), ada(NOW)).incident
    incident, events = paused(works, [Span(NOW, NOW + MINUTE)])
    assert (incident.state, incident.act_by) == (State.WORKING, None)
    assert [*waited(events, NOW)] == [Span(NOW, NOW + MINUTE)]
