"""Somebody hands an incident over: once, to who is there, and they hear what becomes of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.services import acting
from oncall.services.people import add_absence
from tests.stories.rotas import said
from tests.stories.town import OURS

if TYPE_CHECKING:
    from tests.stories.town import Town

pytestmark = pytest.mark.usefixtures("three")


@pytest.fixture(name="incident")
def _taken(town: Town) -> int:
    """Ada has an incident."""
    incident = town.reported("Bild fehlt")
    town.later(5)
    town.phone("ada").expect_call()
    town.phone("ada").expect_text("Bild fehlt")
    acting.accept(town.database, incident, said(town, "ada"))
    town.later(5)
    return incident


def offered(town: Town, incident: int, who: str) -> None:
    acting.hand_over(town.database, incident, said(town, "ada"), who)
    town.later(5)


def hears(town: Town, who: str) -> None:
    town.phone(who).expect_call()
    town.phone(who).expect_text("Bild fehlt")


def test_who_is_asked_is_asked_once_however_often_the_button_is_pressed(
    town: Town, incident: int
) -> None:
    offered(town, incident, "ben")
    offered(town, incident, "ben")
    hears(town, "ben")
    assert not town.phone("ben").unexpected()


def test_who_does_not_answer_can_be_asked_again(town: Town, incident: int) -> None:
    offered(town, incident, "ben")
    hears(town, "ben")
    town.later(180)
    offered(town, incident, "ben")
    hears(town, "ben")


def test_what_is_offered_to_another_is_no_more_sent_to_the_first(town: Town, incident: int) -> None:
    acting.hand_over(town.database, incident, said(town, "ada"), "ben")
    acting.hand_over(town.database, incident, said(town, "ada"), "cem")
    town.later(5)
    hears(town, "cem")
    assert not town.phone("ben").unexpected()


def test_who_wanted_to_hand_over_hears_that_the_other_declined(town: Town, incident: int) -> None:
    offered(town, incident, "cem")
    hears(town, "cem")
    town.phone("cem").sends(OURS, "nein")
    town.later(5)
    assert "übernimmt nicht" in town.phone("ada").expect_text("übernimmt")
    assert town.stands(incident).holder == "ada"
    town.phone("cem").expect_text("")


@pytest.mark.parametrize("act", [acting.hand_over, acting.park])
def test_nothing_is_left_with_who_is_away_or_out_of_reach(town: Town, incident: int, act) -> None:
    away = {"person": "cem", "start": "2026-12-07T19:02", "end": "2026-12-08T08:00"}
    add_absence(town.database, away, by="petra", now=town.clock.at)
    town.later(180)
    with pytest.raises(BadInput, match="is away; choose somebody else"):
        act(town.database, incident, said(town, "ada"), "cem")
    with pytest.raises(BadInput, match="nobody with the id"):
        act(town.database, incident, said(town, "ada"), "zoe")
    assert town.stands(incident).holder == "ada"
    assert town.stands(incident).offered_to is None


def test_what_is_put_aside_was_promised_all_the_same(town: Town, incident: int) -> None:
    acting.park(town.database, incident, said(town, "ada"), "ada")
    before = town.stands(incident)
    assert before.running
    town.later(31 * 60)
    told = town.stands(incident)
    assert told.breached == frozenset(before.running)


def test_an_offer_outlives_the_next_two_minutes(town: Town, incident: int) -> None:
    acting.start(town.database, incident, said(town, "ada"))
    acting.hand_over(town.database, incident, said(town, "ada"), "ben")
    town.clock.at += timedelta(minutes=3)
    town.later(5)
    hears(town, "ben")
