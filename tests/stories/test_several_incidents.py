"""One engineer and several incidents: what is theirs, what goes on to the next, and duplicates."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from notify.carrier import presses
from oncall.incidents.events import Kind
from oncall.incidents.hearing import Act, Answer
from oncall.incidents.incident import State
from oncall.localtime import Span
from oncall.services import acting, merging
from oncall.services.working_time import logged
from tests.stories.rotas import HOUR, fired, on_duty, rang

if TYPE_CHECKING:
    from tests.stories.town import Town

MINUTE = 60.0


@pytest.fixture(autouse=True)
def _three_on_call(town: Town) -> None:
    on_duty(town, town.clock.at, town.clock.at + 3 * HOUR)


def test_whoever_accepts_two_keeps_both_and_nobody_else_is_called(town: Town) -> None:
    first, second = town.reported("Bild fällt aus"), town.reported("Ton fehlt")
    town.later(10)
    ada = town.phone("ada")
    ada.answers()
    ada.press("1")
    ada.press("1")
    town.later(12 * MINUTE)
    assert {town.stands(each).holder for each in (first, second)} == {"ada"}
    assert fired(town, second) == [(0, ["ada"])]
    rang(ada, calls=0, texts=2)


def test_who_works_on_one_is_called_for_the_second_and_if_silent_the_backup_is(town: Town) -> None:
    first = town.reported("Bild fällt aus")
    act = Act("ada", "page", town.clock.at)
    acting.start(town.database, first, act)
    second = town.reported("Ton fehlt")
    town.phone("ben").behave(presses("1"))
    town.later(6 * MINUTE)
    assert fired(town, second) == [(0, ["ada"]), (3, ["ada"]), (5, ["ben"])]
    assert (town.stands(first).holder, town.stands(second).holder) == ("ada", "ben")
    assert town.stands(first).state is State.WORKING
    rang(town.phone("ada"), calls=2, texts=2)
    rang(town.phone("ben"), calls=1, texts=1)


def test_minutes_on_two_at_once_are_logged_for_each_of_them(town: Town) -> None:
    start = town.clock.at
    some = [town.reported("Bild fällt aus"), town.reported("Ton fehlt")]
    for incident in some:
        acting.start(town.database, incident, Act("ada", "page", town.clock.at))
    town.later(10 * MINUTE)
    for incident in some:
        acting.resolve(town.database, incident, Act("ada", "page", town.clock.at), "Kabel steckte")
    with town.database.begin() as tx:
        assert logged(tx, town.clock.at) == {"ada": [Span(start, town.clock.at)] * 2}


def test_a_duplicate_is_merged_and_its_telephones_stop(town: Town) -> None:
    first = town.reported("Bild fällt aus")
    second = town.reported("Bild ist weg")
    town.later(5)
    acting.accept(town.database, first, Act("ben", "page", town.clock.at))
    heard = merging.merge(town.database, second, first, Act("ben", "page", town.clock.at))
    assert heard.answer is Answer.DONE
    town.later(30 * MINUTE - 10)
    assert town.stands(second).state is State.MERGED
    assert town.stands(second).merged_into == first
    assert fired(town, second) == [(0, ["ada"])], "nobody is called for it any more"
    assert Kind.ABSORBED in town.kinds(first)
    assert town.stands(first).holder == "ben"
    rang(town.phone("ada"), calls=1, texts=2)


def test_who_answers_a_duplicate_hears_that_it_is_over_and_nothing_changes(town: Town) -> None:
    first, second = town.reported("Bild fällt aus"), town.reported("Bild ist weg")
    merging.merge(town.database, second, first, Act("ada", "page", town.clock.at))
    later = town.clock.at + timedelta(minutes=1)
    heard = acting.accept(town.database, second, Act("ben", "page", later))
    assert heard.answer is Answer.OVER
    assert town.stands(second).holder is None
    again = merging.merge(town.database, first, second, Act("ada", "page", later))
    assert again.answer is Answer.OVER, "what was merged can take nothing in"
    assert town.stands(first).state.is_open
