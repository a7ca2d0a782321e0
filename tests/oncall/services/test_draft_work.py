"""Drafts as workers see them: held by one at a time, lost with the lease, never finished twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment, assignments
from oncall.drafts import ANY, ILLNESS, WORN_OUT, Solved, State, Wanted, recognised
from oncall.errors import BadInput
from oncall.localtime import Span
from oncall.people import Role
from oncall.rota import rows_of
from oncall.searched import News
from oncall.services import draft_work, drafting
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import claims, draft_rows
from oncall.versions import spliced
from solver.outcome import Budget, Progress
from solver.solve import solve
from tests.oncall.services.firms import NOW, drafted, published, stored
from tests.oncall.services.test_drafting import LEASE, asked

LATER = NOW + LEASE + timedelta(seconds=1)


def claim(database, worker="anna", now=NOW):
    return draft_work.claim(database, worker, now, LEASE)


def solved(database, claimed):
    question = draft_work.question(database, claimed)
    outcome = solve(question.planning.problem, Budget(effort=2, workers=1))
    rows = assignments(rows_of(question.planning, outcome.plan))
    return Solved(question.planned, rows, question.version, question.revision, {"gaps": []})


def duties(database, draft):
    with database.begin() as tx:
        return draft_rows.duties(tx, draft)


def test_what_one_is_about_to_take_another_does_not_get(database):
    stored(database)
    first, second = asked(database), asked(database)
    with database.begin() as tx:
        assert claims.next_waiting(tx, NOW, ANY).id == first
        assert claim(database, "bert").draft.id == second
        assert claim(database, "cora") is None


def test_many_workers_at_once_get_each_draft_once(database):
    stored(database)
    numbers = [asked(database) for _ in range(5)]
    with ThreadPoolExecutor(8) as threads:
        found = [each for each in threads.map(lambda n: claim(database, f"{n}"), range(8)) if each]
    assert sorted(each.draft.id for each in found) == numbers


def test_the_oldest_comes_first_unless_one_is_meant(database):
    stored(database)
    first, second, third = (asked(database) for _ in range(3))
    assert draft_work.claim(database, "anna", NOW, LEASE, Wanted(third)).draft.id == third
    assert claim(database).draft.id == first
    assert claim(database).draft.id == second


def test_an_urgent_draft_does_not_wait_for_older_ones(database):
    stored(database)
    plain, urgent = asked(database), asked(database, kind=ILLNESS)
    assert draft_work.claim(database, "anna", NOW, LEASE, Wanted(urgent=True)).draft.id == urgent
    assert draft_work.claim(database, "anna", NOW, LEASE, Wanted(urgent=True)) is None
    assert claim(database).draft.id == plain


def test_who_let_the_lease_lapse_has_nothing_more_to_say(database):
    stored(database)
    number = asked(database)
    first = claim(database, "anna")
    answer = solved(database, first)
    assert claim(database, "bert", NOW + LEASE) is None
    second = claim(database, "bert", LATER)
    assert second.draft.id == number
    assert not draft_work.beat(database, first, None, LATER, LEASE)
    assert not draft_work.finish(database, first, answer)
    assert not draft_work.fail(database, first, "no", NOW)
    assert not draft_work.give_back(database, first)
    assert duties(database, number) == ()
    assert draft_work.finish(database, second, answer)
    assert not draft_work.finish(database, second, answer)
    assert len(duties(database, number)) == 10


def test_the_same_worker_at_a_later_attempt_is_another(database):
    stored(database)
    asked(database)
    first, _second = claim(database), claim(database, now=LATER)
    assert not draft_work.beat(database, first, None, LATER, LEASE)


def test_a_lease_that_lapsed_unnoticed_is_prolonged(database):
    stored(database)
    asked(database)
    first = claim(database)
    assert draft_work.beat(database, first, None, LATER, LEASE)
    assert claim(database, "bert", LATER) is None


def test_a_draft_over_which_three_workers_end_fails(database):
    stored(database)
    number = asked(database)
    for attempt in range(3):
        assert claim(database, now=NOW + attempt * (LATER - NOW))
    assert claim(database, now=NOW + 3 * (LATER - NOW)) is None
    found = drafting.get(database, number)
    assert (found.state, found.failure) == (State.FAILED, WORN_OUT)


def test_to_give_a_draft_back_is_no_attempt_unless_it_went_wrong(database):
    stored(database)
    number = asked(database)
    for counts, attempts in ((False, 0), (True, 1), (False, 1)):
        assert draft_work.give_back(database, claim(database), counts=counts)
        found = drafting.get(database, number)
        assert (found.state, found.attempts, found.worker) == (State.ASKED, attempts, None)


def test_a_cancelled_draft_stops_its_worker_at_the_next_beat(database):
    stored(database)
    asked(database)
    held = claim(database)
    answer = solved(database, held)
    drafting.cancel(database, held.draft.id, "petra", NOW)
    assert not draft_work.beat(database, held, News(Progress(1.0, 0, 0, None)), NOW, LEASE)
    assert not draft_work.finish(database, held, answer)
    assert drafting.get(database, held.draft.id).state == State.CANCELLED


def test_a_draft_is_made_from_what_stands_when_it_is_solved(database):
    stored(database)
    number = asked(database)
    published(database)
    held = claim(database)
    assert (held.draft.id, held.draft.based_on) == (number, 0)
    assert draft_work.finish(database, held, solved(database, held))
    assert drafting.get(database, number).based_on == 1


def test_a_draft_that_became_stale_while_it_was_solved_is_finished_and_not_published(database):
    stored(database)
    number = asked(database)
    held = claim(database)
    answer = solved(database, held)
    published(database)
    assert draft_work.finish(database, held, answer)
    assert drafting.get(database, number).state == State.READY
    with pytest.raises(BadInput, match="was made from version 0"):
        publish(database, number, Act("petra", NOW, "late"))


def test_planned_again_what_stays_keeps_its_number_and_pins_stay(database):
    stored(database)
    published(database)
    before = duties(database, drafting.listed(database)[0].id)
    assert len({each.person for each in before}) > 1
    pin = before[3]
    again = drafted(database, again=True, pins=(pin.duty,))
    assert pin in duties(database, again)
    assert duties(database, again) == before


def test_a_pin_that_can_not_stand_is_a_sentence(database):
    stored(database)
    published(database)
    pin = duties(database, drafting.listed(database)[0].id)[0]
    asked(database, pins=(pin.duty,))
    held = claim(database)
    lost = replace(held, draft=replace(held.draft, pins=(pin.duty, 999_999)))
    with pytest.raises(BadInput, match="there is no duty 'D999999'"):
        draft_work.question(database, lost)


HOUR = timedelta(hours=1)
WEEK = Span(NOW, NOW + 48 * HOUR)
PEOPLE = st.sampled_from(["ada", "ben", "cem"])


@st.composite
def rotas(draw, numbered):
    """Duties of up to six hours, one after the other, some of them beyond the planned stretch."""
    at, found = NOW - 6 * HOUR, []
    while at < WEEK.end + 6 * HOUR:
        end = at + draw(st.integers(1, 6)) * HOUR
        if draw(st.booleans()):
            number = len(found) + 1 if numbered else 0
            found.append(Assignment(Span(at, end), Role.PRIMARY, draw(PEOPLE), ("B1",), number))
        at = end
    return tuple(found)


@given(before=rotas(numbered=True), after=rotas(numbered=False))
def test_the_numbers_of_a_draft_are_those_of_what_is_published_then(before, after):
    inside = [(each, each.span.clip(WEEK)) for each in after]
    rows = tuple(replace(each, span=span) for each, span in inside if span)
    found = recognised(before, Solved(WEEK, rows, 0, 0, {}))
    assert [replace(each, duty=0) for each in found] == sorted(rows)
    known = [each.duty for each in found if each.duty]
    assert len(set(known)) == len(known)
    assert {each for each in before if each in found or replace(each, duty=0) in rows} <= {*found}
    fresh = iter(range(1000, 2000))
    numbered = tuple(replace(e, duty=e.duty or next(fresh)) for e in found)
    after_it = {each.duty: each for each in spliced(before, WEEK, numbered)}
    for each in numbered:
        assert after_it[each.duty].span.clip(WEEK) == each.span
