"""Swaps as they are looked at, and what might be given in exchange."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.services import swap_list, swapping
from oncall.services.people import add_absence
from oncall.services.publishing import Act
from oncall.store.rehearsing import Rehearsal
from tests.oncall.services.firms import NOW, published, stored
from tests.oncall.services.test_publishing import effective

if TYPE_CHECKING:
    from oncall.assignments import Assignment
    from oncall.store.db import Database

ACT = Act("petra", NOW, "choir")


@pytest.fixture
def firm(database: Database) -> Database:
    """A firm with two published weeks."""
    stored(database)
    published(database)
    return database


def refusal(database: Database, held: Assignment, back: Assignment) -> str | None:
    """Why an exchange is refused when it is offered, None if it may be done."""
    try:
        swapping.offer(Rehearsal(database), held.label, ACT, for_duty=back.label)
    except BadInput as bad:
        return str(bad)
    return None


def test_what_may_be_exchanged_is_what_an_offer_is_taken_for(firm: Database) -> None:
    held, *others = effective(firm)
    away = next(each for each in others if each.person != held.person)
    day = f"{away.span.start:%Y-%m-%d}"
    cells = {"person": held.person, "start": day, "end": day, "reason": "wedding"}
    add_absence(firm, cells, by="petra", now=NOW)
    seen = []
    for who in sorted({each.person for each in others} - {held.person}):
        for found in swap_list.exchanges(firm, held.label, who, NOW):
            assert found.duty.person == who
            told = refusal(firm, held, found.duty)
            assert (found.why is None) == (told is None), (found, told)
            assert found.why is None or found.why in (told or "")
            seen.append(found)
    assert len(seen) == sum(each.person != held.person for each in others)
    assert {each.why is None for each in seen} == {True, False}


def test_nothing_is_exchanged_for_a_duty_that_has_begun(firm: Database) -> None:
    held = effective(firm)[0]
    with pytest.raises(BadInput, match="has begun; it is no longer swapped"):
        swap_list.exchanges(firm, held.label, "cem", held.span.start)


def test_offers_come_first_and_then_the_newest_of_what_was_decided(firm: Database) -> None:
    numbers = [swapping.offer(firm, each.label, ACT).number for each in effective(firm)[:4]]
    for number in numbers[1:3]:
        swapping.take_back(firm, number, ACT)
    listed = [each.swap.id for each in swap_list.listed(firm, now=NOW)]
    assert listed == [numbers[3], numbers[0], numbers[2], numbers[1]]
    assert swap_list.listed(firm, now=NOW, team="voice") == ()


def test_what_was_accepted_can_be_taken_back_until_it_begins(firm: Database) -> None:
    held = effective(firm)[0]
    offered = swapping.offer(firm, held.label, ACT)
    swapping.accept(firm, offered.number, offered.possible[0], ACT)
    found = swap_list.one(firm, offered.number, now=NOW)
    assert (found.can_be_accepted, found.can_be_taken_back) == (False, True)
    begun = swap_list.one(firm, offered.number, now=held.span.start)
    assert not begun.can_be_taken_back


def test_duties_to_come_are_those_that_have_not_begun(firm: Database) -> None:
    held = effective(firm)[0]
    assert ("video", held) in swap_list.coming(firm, held.person, NOW)
    assert ("video", held) not in swap_list.coming(firm, held.person, held.span.start)
