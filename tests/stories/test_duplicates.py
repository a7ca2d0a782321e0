"""Duplicates: what hung on one incident hangs on the other, and nobody is left without a word."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.errors import BadInput
from oncall.incidents.hearing import Answer
from oncall.incidents.incident import Clock, State
from oncall.incidents.report import Severity
from oncall.services import acting, merging
from tests.stories.rotas import said
from tests.stories.town import OURS

if TYPE_CHECKING:
    from tests.stories.town import Town

pytestmark = pytest.mark.usefixtures("three")

MINUTE = timedelta(minutes=1)


def called(town: Town, what: str, **more: object) -> int:
    """Ada is called and texted about an incident."""
    incident = town.reported(what, **more)
    town.later(5)
    town.phone("ada").expect_text(what)
    return incident


def pair(town: Town) -> tuple[int, int]:
    """Ada was told of two incidents; the second was reported five minutes after the first."""
    first = called(town, "Bild fehlt")
    town.phone("ada").expect_call()
    acting.accept(town.database, first, said(town, "ada"))
    town.later(300)
    second = called(town, "Bild ist weg")
    town.phone("ada").expect_call()
    return first, second


def test_the_promises_of_the_earlier_report_hold_for_what_it_is_part_of(town: Town) -> None:
    first = town.reported("Bild fehlt")
    promised = town.stands(first).clocks
    town.clock.at += 5 * MINUTE
    second = town.reported("Bild ist weg")
    later = town.stands(second).clocks
    merging.merge(town.database, second, first, said(town, "ada"))
    assert town.stands(first).clocks == promised, "what is later takes nothing away"
    third = town.reported("kein Bild")
    merging.merge(town.database, first, third, said(town, "ada"))
    assert town.stands(third).clocks == promised
    assert promised[Clock.RESPONSE] < later[Clock.RESPONSE]


def test_a_yes_to_what_was_merged_is_one_to_what_it_is_part_of(town: Town) -> None:
    first = called(town, "Bild fehlt")
    town.phone("ada").expect_call()
    second = town.reported("Bild ist weg")
    merging.merge(town.database, first, second, said(town, "petra"))
    town.phone("ada").sends(OURS, "ja")
    town.later(5)
    town.phone("ada").expect_text("Bild ist weg")  # on its way as she answered
    assert town.stands(second).holder == "ada"
    assert town.number(second) in town.phone("ada").expect_text("gehört jetzt Ihnen")


def test_who_had_what_was_merged_hears_so(town: Town) -> None:
    first, second = pair(town)
    acting.accept(town.database, second, said(town, "ben"))
    merging.merge(town.database, first, second, said(town, "petra"))
    town.later(5)
    assert "Teil von" in town.phone("ada").expect_text("Teil von")
    assert "weitere Meldung" in town.phone("ben").expect_text("weitere Meldung")
    assert town.stands(first).state is State.MERGED


def test_a_no_to_what_was_merged_gives_nothing_back(town: Town) -> None:
    first, second = pair(town)
    merging.merge(town.database, second, first, said(town, "ada"))
    town.phone("ada").sends(OURS, "nein 2")
    town.later(5)
    assert town.stands(first).holder == "ada"
    town.phone("ada").expect_text("")


@pytest.mark.parametrize(
    ("one", "other", "sentence"),
    [
        ({"customer": "Alster"}, {"customer": "Elbe"}, "same customer"),
        ({}, {"customer": None}, "same customer"),
        ({"severity": Severity.CRITICAL}, {"severity": Severity.MINOR}, "less severe"),
    ],
)
def test_what_is_no_duplicate_is_not_merged(
    town: Town, one: dict[str, object], other: dict[str, object], sentence: str
) -> None:
    first = town.reported("Bild fehlt", **one)
    second = town.reported("Ton fehlt", **other)
    with pytest.raises(BadInput, match=sentence):
        merging.merge(town.database, first, second, said(town, "ada"))
    assert town.stands(first).state.is_open
    assert merging.merge(town.database, second, second, said(town, "ada")).answer is Answer.NOT_NOW
