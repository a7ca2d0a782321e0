"""Whoever's telephone rings for what a colleague has just taken on need not get up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.incidents.events import Kind
from oncall.incidents.hearing import Act
from oncall.people import Role
from oncall.services import acting
from oncall.store import incidents as store
from tests.stories.rotas import HOUR, on_duty, rang

if TYPE_CHECKING:
    from tests.stories.town import Town


@pytest.fixture
def ringing(town: Town) -> int:
    """Return an incident for which Ada's telephone is ringing."""
    on_duty(town, town.clock.at, town.clock.at + 3 * HOUR)
    incident = town.reported()
    town.later(5)
    assert town.phone("ada").is_ringing
    return incident


def accepts(town: Town, incident: int, person: str) -> None:
    acting.accept(town.database, incident, Act(person, "page", town.clock.at))


def results(town: Town, incident: int) -> list[tuple[str, str, str]]:
    with town.database.begin() as tx:
        return [
            (event.facts["person"], event.facts["channel"], event.facts["result"])
            for event in store.events(tx, incident)
            if event.kind is Kind.TRIED
        ]


def test_a_telephone_stops_ringing_when_a_colleague_has_accepted(town: Town, ringing: int) -> None:
    accepts(town, ringing, "ben")
    town.later(2)
    assert not town.phone("ada").is_ringing
    assert ("ada", "voice", "canceled") in results(town, ringing)
    town.later(60)
    assert town.stands(ringing).holder == "ben"
    rang(town.phone("ada"), calls=1, texts=1)


def test_who_has_picked_up_already_is_left_on_the_line_and_hears_who_has_it(
    town: Town, ringing: int
) -> None:
    ada = town.phone("ada")
    ada.answers()
    accepts(town, ringing, "ben")
    town.later(2)
    ada.press("1")
    town.later(8)
    assert "Ben" in ada.heard
    rang(ada, calls=0, texts=1)


def test_who_accepts_by_another_way_may_still_pick_up(town: Town, ringing: int) -> None:
    accepts(town, ringing, "ada")
    town.later(5)
    assert town.phone("ada").is_ringing
    town.later(60)
    rang(town.phone("ada"), calls=1, texts=1)


def test_a_call_that_is_also_for_something_else_rings_on(town: Town, ringing: int) -> None:
    town.reported("Ton fehlt")
    town.later(3)
    accepts(town, ringing, "ben")
    town.later(3)
    assert town.phone("ada").is_ringing
    town.later(20)
    assert ("ada", "voice", "no-answer") in results(town, ringing)
    town.phone("ada").expect_call()
    rang(town.phone("ada"), calls=1, texts=2)


def test_what_nobody_has_goes_on_ringing(town: Town, ringing: int) -> None:
    town.later(10)
    assert town.phone("ada").is_ringing
    town.later(30)
    rang(town.phone("ada"), calls=1, texts=1)


def test_a_carrier_that_does_not_answer_holds_nothing_up(town: Town, ringing: int) -> None:
    """The call rings out, and what is reported next is called at once."""
    town.served.goes_down()
    accepts(town, ringing, "ben")
    town.later(3)
    assert town.phone("ada").is_ringing
    town.served.comes_back()
    town.later(30)
    assert not town.phone("ada").is_ringing
    on_duty(town, town.clock.at, town.clock.at + 3 * HOUR, {Role.PRIMARY: "dora"})
    town.reported("Ton fehlt")
    town.later(5)
    assert town.phone("dora").is_ringing
    town.later(30)
    rang(town.phone("ada"), calls=1, texts=1)
    rang(town.phone("dora"), calls=1, texts=1)
