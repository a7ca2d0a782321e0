"""Where a duty may go is what the check of the whole rota says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from oncall.board.apart import Apart
from oncall.board.places import places, takers
from oncall.board.trying import Trying
from oncall.checking import effect
from oncall.edits import Add, Assign, Clear, Move
from oncall.localtime import Span
from oncall.services import editing
from oncall.services.publishing import Act
from oncall.services.questions import question_of
from oncall.store import draft_rows
from tests.oncall.services.firms import NOW, drafted, stored

BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 18:00-22:00,codec,1,1
B2,Bille,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 20:00-24:00,codec,1,0
B3,Wandse,video,2026-11-01,2026-12-07,2026-12-21,Sat-Sun 08:00-20:00,network,1,0
"""
PLAN = "person,start,end,reason\nben,2026-12-09,2026-12-09,leave\n"


@pytest.fixture
def drawn(database):
    """A drafted rota, and what it is checked against."""
    stored(database, bookings=BOOKINGS, absences=PLAN)
    draft = drafted(database)
    editing.edit(database, draft, Clear(rows(database, draft)[3].duty), Act("petra", NOW))
    duties = rows(database, draft)
    with database.begin() as tx:
        sheet = draft_rows.sheet(tx, draft)
        return *question_of(database, tx, sheet, duties), duties


def rows(database, draft):
    with database.begin() as tx:
        return draft_rows.duties(tx, draft)


def whole(planning):
    spans = [stream.planned for stream in planning.streams.values()]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def test_for_each_person_it_says_what_the_effect_of_giving_it_says(drawn):
    planning, folder, duties = drawn
    trying = Trying(Apart(planning, folder), duties)
    answers = set()
    for duty in duties:
        for place in places(trying, duty, whole(planning)).people:
            after = Assign(duty.duty, place.person).apply(duties, planning)
            broken = set(effect(planning, folder, duties, after).broken)
            assert set(place.broken) <= broken
            assert bool(place.broken) == bool(broken)
            answers.add(not place.broken)
    assert answers == {True, False}


def test_for_each_point_it_says_what_the_effect_of_moving_there_says(drawn):
    planning, folder, duties = drawn
    trying = Trying(Apart(planning, folder), duties)
    answers = set()
    for duty in duties:
        found = places(trying, duty, whole(planning))
        moved = [(each, Span(each.at, duty.span.end)) for each in found.starts]
        moved += [(each, Span(duty.span.start, each.at)) for each in found.ends]
        for point, span in moved:
            after = Move(duty.duty, span).apply(duties, planning)
            said = effect(planning, folder, duties, after)
            broken = bool(point.broken or point.cover.too_many)
            assert broken == bool(said.broken)
            assert point.cover.opens == bool(said.opened)
            answers.add((broken, point.cover.opens))
    assert answers >= {(False, False), (False, True), (True, False)}


def test_for_a_new_duty_it_says_what_the_effect_of_adding_it_says(drawn):
    planning, folder, duties = drawn
    trying = Trying(Apart(planning, folder), duties)
    for duty in duties[:6]:
        made = Add("ada", duty.role, duty.span, duty.bookings).apply((), planning)[0]
        for place in takers(trying, made):
            after = Add(place.person, duty.role, duty.span, duty.bookings).apply(duties, planning)
            broken = effect(planning, folder, duties, after).broken
            # Where somebody is on duty already, one more is too many; that is not the person's.
            theirs = {each for each in broken if each.rule != "coverage"}
            assert set(place.broken) <= theirs
            assert bool(place.broken) == bool(theirs)


def test_what_is_over_is_no_place(drawn):
    planning, folder, duties = drawn
    trying = Trying(Apart(planning, folder), duties)
    duty = duties[0]
    now = duty.span.start + timedelta(minutes=30)
    found = places(trying, duty, Span(now, whole(planning).end))
    assert [each.at for each in found.starts] == [duty.span.start]
    assert all(each.at >= now for each in found.ends)
