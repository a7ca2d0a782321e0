"""Gaps are explained, but a look at a rota never waits for hundreds of explanations."""

from __future__ import annotations

import pytest

from oncall.board.gaps import gaps_of
from oncall.board.judging import judge
from oncall.services.questions import question
from oncall.store import draft_rows
from tests.oncall.services.firms import drafted, stored


@pytest.fixture
def empty(database):
    """A rota of ten gaps, and the four people of its team."""
    stored(database)
    draft = drafted(database)
    with database.begin() as tx:
        asked = question(database, tx, "video", draft_rows.sheet(tx, draft).weeks)
    return judge(asked.apart, ()), [row.person for row in asked.rows]


def explained(gaps):
    return [at for at, gap in enumerate(gaps) if gap.because]


def test_gaps_are_explained_until_so_many_people_were_asked(empty):
    judged, people = empty
    assert explained(gaps_of(judged, people, None, most=3 * len(people))) == [0, 1, 2]


def test_what_was_worked_out_before_is_told_and_does_not_count(empty):
    judged, people = empty
    gaps_of(judged, people, None, most=3 * len(people))
    assert explained(gaps_of(judged, people, None, most=len(people))) == [0, 1, 2, 3]


def test_the_gap_that_is_opened_is_explained_whatever_it_costs(empty):
    judged, people = empty
    assert explained(gaps_of(judged, people, None, opened=7, most=0)) == [7]


def test_all_gaps_are_there_whether_explained_or_not(empty):
    judged, people = empty
    assert len(gaps_of(judged, people, None, most=0)) == 10


def test_a_usual_team_has_all_of_its_gaps_explained(empty):
    judged, people = empty
    assert explained(gaps_of(judged, people, None)) == [*range(10)]
