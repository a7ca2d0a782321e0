"""The best rota so far of a search that goes on: seen, touched by nobody, gone with its search."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oncall.assignments import Assignment
from oncall.drafts import State
from oncall.edits import Clear
from oncall.errors import BadInput, Stale
from oncall.localtime import Span
from oncall.people import Role
from oncall.searched import News, SoFar, counted_down
from oncall.services import draft_work, drafting, editing, pinning, placing
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import rotas
from solver.outcome import Budget, Progress
from tests.oncall.services.firms import NOW, published, stored
from tests.oncall.services.test_draft_work import LATER, claim, duties, solved
from tests.oncall.services.test_drafting import LEASE, asked

ACT = Act("petra", NOW, "too early")
HOUR = timedelta(hours=1)


def told(database, claimed, rows, planned, found=1.0, now=NOW):
    """Tell of a rota with these duties; return whether it was written."""
    news = News(Progress(found, 0, 10, None), found, SoFar(planned, tuple(rows)))
    return draft_work.beat(database, claimed, news, now, LEASE)


@pytest.fixture
def searched(database):
    """A draft that is being solved, of which a rota is known; return who holds it, and that."""
    stored(database)
    asked(database)
    held = claim(database)
    answer = solved(database, held)
    assert told(database, held, answer.rows, answer.planned)
    return held, answer


def test_its_duties_are_there_and_no_numbers_are_spent_on_them(database, searched):
    held, answer = searched
    found = duties(database, held.draft.id)
    assert [replace(each, duty=0) for each in found] == sorted(answer.rows)
    assert all(each.duty < 0 for each in found)
    assert drafting.get(database, held.draft.id).found == 1.0
    with database.begin() as tx:
        (first,) = rotas.numbers(tx, 1)
    assert draft_work.finish(database, held, answer)
    assert min(each.duty for each in duties(database, held.draft.id)) == first + 1
    assert drafting.get(database, held.draft.id).found is None


def test_a_better_one_takes_its_place_and_what_stays_is_known_again(database, searched):
    held, answer = searched
    before = {replace(each, duty=0): each.duty for each in duties(database, held.draft.id)}
    gone, *stays = answer.rows
    come = replace(gone, span=Span(gone.span.start, gone.span.end - HOUR))
    assert told(database, held, (*stays, come), answer.planned, 3.0)
    after = {replace(each, duty=0): each.duty for each in duties(database, held.draft.id)}
    assert {each: after[each] for each in stays} == {each: before[each] for each in stays}
    assert after.keys() == {*stays, come}
    assert after[come] < min(before.values())
    assert drafting.get(database, held.draft.id).found == 3.0


def test_what_is_published_already_keeps_its_number(database):
    stored(database)
    published(database)
    before = duties(database, drafting.listed(database)[0].id)
    asked(database, again=True)
    held = claim(database)
    answer = solved(database, held)
    assert told(database, held, answer.rows, answer.planned)
    assert duties(database, held.draft.id) == before


def test_news_without_a_rota_leave_the_one_before(database, searched):
    held, _ = searched
    assert draft_work.beat(database, held, News(Progress(9.0, 0, 10, 8), 1.0), NOW, LEASE)
    assert len(duties(database, held.draft.id)) == 10
    assert drafting.get(database, held.draft.id).found == 1.0


@pytest.mark.parametrize(
    "end",
    [
        lambda database, held: drafting.cancel(database, held.draft.id, "petra", NOW),
        draft_work.give_back,
        lambda database, held: draft_work.fail(database, held, "no memory", NOW),
        lambda database, held: claim(database, "bert", LATER),
    ],
    ids=["cancelled", "given back", "failed", "taken over"],
)
def test_it_is_gone_with_its_search_and_whoever_lost_it_brings_none_back(database, searched, end):
    held, answer = searched
    end(database, held)
    assert duties(database, held.draft.id) == ()
    assert drafting.get(database, held.draft.id).found is None
    assert not told(database, held, answer.rows, answer.planned, 5.0, LATER)
    assert duties(database, held.draft.id) == ()


def test_what_was_ready_keeps_its_duties_when_it_is_cancelled(database, searched):
    held, answer = searched
    assert draft_work.finish(database, held, answer)
    drafting.cancel(database, held.draft.id, "petra", NOW)
    assert len(duties(database, held.draft.id)) == 10


@pytest.mark.parametrize(
    "change",
    [
        lambda database, draft, duty: editing.edit(database, draft, Clear(duty), ACT),
        lambda database, draft, _: editing.undo(database, draft, ACT),
        lambda database, draft, duty: pinning.pin(database, draft, (duty,), ACT),
        lambda database, draft, _: pinning.solve_again(database, draft, ACT, Budget()),
        lambda database, draft, duty: placing.in_draft(database, draft, f"D{duty}", NOW),
        lambda database, draft, _: publish(database, draft, ACT),
    ],
    ids=["edit", "undo", "pin", "solve again", "places", "publish"],
)
def test_nobody_touches_it(database, searched, change):
    held, _ = searched
    before = duties(database, held.draft.id)
    with pytest.raises(Stale, match=f"draft {held.draft.id} is solving; only .* is ready"):
        change(database, held.draft.id, before[0].duty)
    assert duties(database, held.draft.id) == before
    assert drafting.get(database, held.draft.id).state == State.SOLVING


def test_no_other_draft_follows_it(database, searched):
    held, _ = searched
    with pytest.raises(BadInput, match="can't be followed"):
        asked(database, like=held.draft.id)


@st.composite
def rota(draw):
    """Some duties of an hour, some with a number that people know."""
    hours = draw(st.sets(st.integers(0, 30), max_size=12))
    return tuple(
        Assignment(
            Span(NOW + hour * HOUR, NOW + (hour + 1) * HOUR),
            Role.PRIMARY,
            draw(st.sampled_from(["ada", "ben"])),
            ("B1",),
            draw(st.sampled_from([0, 0, 100 + hour])),
        )
        for hour in sorted(hours)
    )


@given(st.lists(rota(), min_size=1, max_size=4))
def test_each_has_a_number_of_its_own_and_keeps_it_as_long_as_it_stays(found):
    before: tuple[Assignment, ...] = ()
    for rows in found:
        after = counted_down(before, rows)
        assert [replace(each, duty=max(each.duty, 0)) for each in after] == list(rows)
        assert len({each.duty for each in after} - {0}) == len(rows)
        known = {replace(each, duty=0): each.duty for each in before if each.duty < 0}
        for each in after:
            if each.duty < 0:
                assert each.duty == known.get(replace(each, duty=0), each.duty)
        before = after
