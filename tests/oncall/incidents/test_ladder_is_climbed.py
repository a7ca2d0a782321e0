"""A ladder is climbed on time, without stopping, whoever is on call and however late the worker."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents.escalation import LATE, advance
from oncall.incidents.events import Kind
from oncall.incidents.folding import fold
from oncall.incidents.hearing import Act, Answer, accept, decline, start
from oncall.incidents.incident import Clock, Incident, State
from oncall.incidents.ladder import USUAL, Ladder, Target, Whom, as_json, from_json, target

if TYPE_CHECKING:
    from oncall.incidents.deciding import Decision

NIGHT = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class Known:
    """Who is on call by role."""

    roles: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {"primary": ("pia",), "backup": ("ben",), "manager": ("mia",)}
    )
    tired: tuple[str, ...] = ()

    def people(self, target: Target) -> tuple[str, ...]:
        if target.whom is not Whom.ROLE:
            return (target.name,)
        return tuple(p for p in self.roles.get(target.name, ()) if p not in self.tired)

    def spent(self, target: Target) -> tuple[str, ...]:
        return tuple(p for p in self.roles.get(target.name, ()) if p in self.tired)


def reported(ladder: Ladder = USUAL) -> Incident:
    clocks = {Clock.RESPONSE: NIGHT + 15 * MINUTE, Clock.ACTION: NIGHT + 30 * MINUTE}
    return Incident(7, "night", ladder, NIGHT, NIGHT, clocks, 15 * MINUTE)


def climbed(
    incident: Incident, on_call: Known, until: timedelta
) -> list[tuple[timedelta, Decision]]:
    """Advance whenever it is due, as a punctual worker does."""
    found = []
    while incident.due_at is not None and incident.due_at <= NIGHT + until:
        decision = advance(incident, on_call, incident.due_at)
        assert decision.events, "what is due must do something, or it is due for ever"
        found.append((incident.due_at - NIGHT, decision))
        incident = decision.incident
    return found


def paged(steps: list[tuple[timedelta, Decision]]) -> list[tuple[int, str]]:
    return [(int(at / MINUTE), page.person) for at, each in steps for page in each.pages]


def test_with_nobody_answering_all_three_are_tried_within_the_fifteen_minutes() -> None:
    steps = climbed(reported(), Known(), 14 * MINUTE)
    assert paged(steps) == [
        (0, "pia"),
        (3, "pia"),
        (5, "ben"),
        (8, "ben"),
        (10, "mia"),
        (13, "pia"),
    ]


def test_after_the_last_round_the_outside_is_told_and_it_goes_on() -> None:
    steps = climbed(reported(), Known(), 120 * MINUTE)
    kinds = [event.kind for _, each in steps for event in each.events]
    assert kinds.count(Kind.EXHAUSTED) >= 5
    assert paged(steps)[-1][0] > 110


def test_the_last_resort_belongs_to_the_last_round_and_all_that_follow() -> None:
    steps = climbed(reported(), Known(), 60 * MINUTE)
    fired = [e.facts for _, each in steps for e in each.events if e.kind is Kind.FIRED]
    assert [facts["round"] for facts in fired if facts["rung"] == 5] == [1, 2, 3]


def test_rungs_with_nobody_on_call_are_passed_at_once() -> None:
    steps = climbed(reported(), Known({"manager": ("mia",)}), 2 * MINUTE)
    assert paged(steps) == [(0, "mia")]
    passed = [event for event in steps[0][1].events if event.kind is Kind.PASSED]
    assert len(passed) == 4


def test_with_nobody_at_all_the_outside_is_told_at_once_and_it_is_tried_again() -> None:
    steps = climbed(reported(), Known({}), 40 * MINUTE)
    exhausted = [int(at / MINUTE) for at, s in steps for e in s.events if e.kind is Kind.EXHAUSTED]
    assert exhausted[:3] == [0, 13, 26]


def test_who_has_no_working_time_left_is_passed_over_by_name() -> None:
    first = advance(reported(), Known(tired=("pia",)), NIGHT)
    assert [page.person for page in first.pages] == ["ben"]
    assert first.events[0].facts["spent"] == ["pia"]


def test_after_an_outage_only_the_newest_rung_fires_and_the_next_are_timed_from_now() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    late = advance(first, Known(), NIGHT + 9 * MINUTE)
    assert [page.person for page in late.pages] == ["ben"]
    assert late.pages[0].late == 6 * MINUTE
    assert late.incident.rung_at == NIGHT + 11 * MINUTE


@given(st.sets(st.sampled_from(["primary", "backup", "manager"])), st.integers(0, 300))
def test_after_an_outage_the_newest_due_rung_that_has_somebody_fires(
    there: set[str], minutes: int
) -> None:
    everybody = Known().roles
    on_call = Known({role: everybody[role] for role in there})
    now = NIGHT + LATE + minutes * MINUTE
    late = advance(reported(), on_call, now)
    rungs = USUAL.rungs_of(1)
    due = [rung for rung in rungs if NIGHT + rung.after <= now]
    due = [rung for rung in due if any(on_call.people(each) for each in rung.targets)]
    if due and now > NIGHT + LATE:
        newest = max(due, key=lambda rung: rung.after)
        people = {who for each in newest.targets for who in on_call.people(each)}
        assert {page.person for page in late.pages} == people


def test_after_an_outage_a_vacant_newest_rung_does_not_take_the_call_of_those_below() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    on_call = Known({"primary": ("pia",), "backup": ("ben",)})
    late = advance(first, on_call, NIGHT + 13 * MINUTE)
    assert [page.person for page in late.pages] == ["ben"]


def test_declining_tries_the_next_at_once() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    heard = decline(first, Act("pia", "key", NIGHT + MINUTE))
    assert heard.incident.due_at == NIGHT + MINUTE


def test_who_declined_is_not_asked_again_in_the_same_round() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    refused = decline(first, Act("pia", "key", NIGHT + MINUTE)).incident
    steps = climbed(refused, Known(), 12 * MINUTE)
    assert paged(steps) == [(1, "ben"), (4, "ben"), (6, "mia"), (9, "pia"), (12, "pia")]


def test_nobody_is_tried_without_a_pause_though_all_decline_at_once() -> None:
    incident, rungs = reported(), []
    while incident.due_at is not None and incident.due_at <= NIGHT + 60 * MINUTE:
        now = incident.due_at
        decision = advance(incident, Known(), now)
        incident = decision.incident
        rungs += [(now, page.person) for page in decision.pages]
        for page in decision.pages:
            incident = decline(incident, Act(page.person, "key", now)).incident
    assert len(rungs) == len(set(rungs)), "each at most once at a time"
    assert len({at for at, _ in rungs}) > 10, "and again after each pause"


def test_of_two_who_accept_the_second_hears_who_has_it() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    has = accept(first, Act("pia", "key", NIGHT + MINUTE))
    late = accept(has.incident, Act("ben", "link", NIGHT + 2 * MINUTE))
    assert (has.answer, late.answer) == (Answer.YOURS, Answer.TAKEN)
    assert late.incident == has.incident


def test_who_accepts_and_does_not_begin_is_asked_and_then_the_ladder_goes_on() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    has = accept(first, Act("pia", "key", NIGHT + MINUTE)).incident
    steps = climbed(has, Known(), 40 * MINUTE)
    kinds = [(int(at / MINUTE), event.kind) for at, each in steps for event in each.events]
    assert (30, Kind.ASKED) in kinds
    assert (35, Kind.RELEASED) in kinds
    assert paged(steps)[:2] == [(30, "pia"), (35, "ben")]


def test_who_has_begun_is_left_alone() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    at_work = start(first, Act("pia", "page", NIGHT + MINUTE)).incident
    assert at_work.state is State.WORKING
    assert at_work.due_at is None


def test_warnings_come_ahead_and_breaches_when_they_happen() -> None:
    steps = climbed(reported(), Known(), 31 * MINUTE)
    told = [
        (int(at / MINUTE), event.kind, event.facts["clock"])
        for at, each in steps
        for event in each.events
        if event.kind in {Kind.WARNED, Kind.BREACHED}
    ]
    assert told == [
        (10, Kind.WARNED, "response"),
        (15, Kind.BREACHED, "response"),
        (25, Kind.WARNED, "action"),
        (30, Kind.BREACHED, "action"),
    ]


@pytest.mark.parametrize("written", ["role:primary", "person:ada", "team:night"])
def test_a_target_reads_as_it_is_written(written: str) -> None:
    assert str(target(written)) == written


@pytest.mark.parametrize("written", ["primary", "role:boss", "role:", "crowd:all"])
def test_what_is_no_target_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        target(written)


def test_a_frozen_ladder_comes_back_as_it_was() -> None:
    assert from_json(as_json(USUAL)) == USUAL


people = st.dictionaries(
    st.sampled_from(["primary", "backup", "manager"]),
    st.lists(st.sampled_from(["ann", "bob", "cid"]), max_size=2, unique=True).map(tuple),
)
delays = st.lists(
    st.tuples(st.integers(0, 900), people, st.sampled_from(["", "accept", "decline", "start"])),
    min_size=1,
    max_size=40,
)


@given(delays)
def test_whatever_happens_an_open_incident_has_a_time_or_a_holder(
    story: list[tuple[int, dict[str, tuple[str, ...]], str]],
) -> None:
    incident = seen = reported()
    events = []
    now = NIGHT
    for seconds, roles, said in story:
        now += timedelta(seconds=seconds)
        before = incident
        decision = advance(incident, Known(roles), now)
        assert not decision.pages or (before.due_at and before.due_at <= now), "none too early"
        events += decision.events
        incident = decision.incident
        assert advance(incident, Known(roles), now).events == (), "done twice it does nothing"
        if said:
            does = {"accept": accept, "decline": decline, "start": start}[said]
            heard = does(incident, Act("ann", "key", now))
            events += heard.events
            incident = heard.incident
        assert incident.due_at is not None or incident.holder is not None
        assert not incident.state.climbs or incident.rung_at <= now + USUAL.every
    assert fold(seen, events) == incident, "the events alone tell how it stands"


@given(st.integers(0, 3600))
def test_however_late_the_worker_is_at_most_one_rung_fires(seconds: int) -> None:
    first = advance(reported(), Known(), NIGHT).incident
    decision = advance(first, Known(), NIGHT + timedelta(seconds=seconds))
    assert len(decision.pages) <= 1
    if seconds > 180 + LATE.total_seconds():
        assert decision.incident.rung_at > NIGHT + timedelta(seconds=seconds)


def test_a_decision_that_was_made_before_an_acceptance_is_known_by_its_version() -> None:
    first = advance(reported(), Known(), NIGHT).incident
    has = accept(first, Act("pia", "key", NIGHT + MINUTE)).incident
    assert has.version > first.version
    assert replace(has, version=first.version) != has
