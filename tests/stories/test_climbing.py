"""A ladder is climbed while phones ring: nobody hears them, somebody is busy, the rota changes."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from notify.carrier import Busy, presses
from oncall.incidents.events import Kind
from oncall.incidents.hearing import Act
from oncall.incidents.incident import State
from oncall.people import Role
from oncall.services import acting, reaching
from oncall.services.reaching import Change
from tests.stories.rotas import HOUR, fired, on_duty, rang

if TYPE_CHECKING:
    from tests.stories.town import Town

MINUTE = 60.0


@pytest.fixture(autouse=True)
def _three_on_call(town: Town) -> None:
    on_duty(town, town.clock.at, town.clock.at + 3 * HOUR)


def test_primary_and_backup_are_silent_and_the_manager_comes(town: Town) -> None:
    town.phone("cem").behave(presses("1"))
    incident = town.reported()
    town.later(11 * MINUTE)
    assert town.stands(incident).holder == "cem"
    assert fired(town, incident) == [
        (0, ["ada"]),
        (3, ["ada"]),
        (5, ["ben"]),
        (8, ["ben"]),
        (10, ["cem"]),
    ]
    rang(town.phone("ada"), calls=2, texts=2)
    rang(town.phone("ben"), calls=2, texts=2)
    rang(town.phone("cem"), calls=1, texts=1)


def test_two_incidents_at_once_and_one_engineer(town: Town) -> None:
    first, second = town.reported("Bild fällt aus"), town.reported("Ton fehlt")
    town.later(10)
    ada = town.phone("ada")
    ada.answers()
    ada.press("1")  # one call names both; ada takes the first and hangs up on the second
    ada.hangs_up()
    assert (town.stands(first).holder, town.stands(second).holder) == ("ada", None)
    town.phone("ben").behave(presses("1"))
    town.later(6 * MINUTE)
    assert (town.stands(first).holder, town.stands(second).holder) == ("ada", "ben")
    rang(ada, calls=1, texts=3)
    rang(town.phone("ben"), calls=1, texts=1)


def test_who_accepts_and_never_starts_is_asked_and_then_others_are_called(town: Town) -> None:
    ada, ben = town.phone("ada"), town.phone("ben")
    incident = town.reported()
    town.later(10)
    ada.answers()
    ada.press("1")
    town.later(29 * MINUTE)
    rang(ada, calls=0, texts=1)
    town.later(2 * MINUTE)
    assert town.kinds(incident)[-1] in {Kind.ASKED, Kind.TRIED}
    ada.expect_text("begonnen")
    ada.expect_call()
    ben.behave(presses("1"))
    town.later(6 * MINUTE)
    assert town.stands(incident).holder == "ben"
    rang(ben, calls=1, texts=1)


def test_the_third_key_without_a_meaning_ends_the_call_and_the_next_is_called(town: Town) -> None:
    ada, ben = town.phone("ada"), town.phone("ben")
    ben.behave(presses("1"))
    incident = town.reported()
    town.later(10)
    ada.answers()
    for _ in range(2):
        ada.press("7")
        town.later(1)
        assert ada.is_talking
    ada.press("7")
    town.later(30)
    assert not ada.is_talking
    assert town.stands(incident).holder is None
    town.later(6 * MINUTE)
    assert town.stands(incident).holder == "ben"
    rang(ada, calls=1, texts=2)
    rang(ben, calls=1, texts=1)


def test_a_last_resort_in_hours_they_want_quiet_is_called_all_the_same(town: Town) -> None:
    cem = town.phone("cem")
    reaching.set_quiet(town.database, Change("cem", "petra", town.clock.at), "18:30", "07:00")
    cem.behave(presses("1"))
    incident = town.reported()
    town.later(11 * MINUTE)
    assert town.stands(incident).holder == "cem"
    rang(town.phone("ada"), calls=2, texts=2)
    rang(town.phone("ben"), calls=2, texts=2)
    rang(cem, calls=1, texts=1)


def test_a_busy_primary_is_tried_again_and_then_the_backup(town: Town) -> None:
    ada, ben = town.phone("ada"), town.phone("ben")
    ada.behave(Busy())
    ben.behave(presses("1"))
    incident = town.reported()
    town.later(6 * MINUTE)
    assert town.stands(incident).holder == "ben"
    rang(ada, calls=0, texts=2)  # whoever is on the phone hears nothing ring
    rang(ben, calls=1, texts=1)
    with town.database.begin() as tx:
        heard = "select count(*) from attempts where heard = 'busy' and person = 'ada'"
        assert tx.exec_driver_sql(heard).scalar_one() == 2


def test_a_rung_with_nobody_on_call_is_passed_at_once(town: Town) -> None:
    on_duty(town, town.clock.at + 2 * HOUR, town.clock.at + 3 * HOUR, {Role.MANAGER: "cem"})
    town.later(2 * 3600)
    town.phone("cem").behave(presses("1"))
    incident = town.reported()
    town.later(60)
    assert town.stands(incident).holder == "cem"
    assert town.kinds(incident).count(Kind.PASSED) == 4
    rang(town.phone("cem"), calls=1, texts=1)


@pytest.mark.parametrize(
    "night",
    [
        datetime(2027, 10, 31, 0, 58, tzinfo=UTC),  # 02:58, and 02:00 follows again
        datetime(2027, 3, 28, 0, 58, tzinfo=UTC),  # 01:58, and 03:00 follows
    ],
    ids=["twice", "never"],
)
def test_rungs_keep_their_minutes_in_the_night_the_clocks_change(
    town: Town, night: datetime
) -> None:
    on_duty(town, night - 4 * HOUR, night + 4 * HOUR)
    town.clock.at = night
    incident = town.reported()
    town.later(10.5 * MINUTE)
    assert fired(town, incident) == [
        (0, ["ada"]),
        (3, ["ada"]),
        (5, ["ben"]),
        (8, ["ben"]),
        (10, ["cem"]),
    ]
    for who, times in (("ada", 2), ("ben", 2), ("cem", 1)):
        rang(town.phone(who), calls=times, texts=times)


def test_of_a_resolved_incident_nothing_is_heard_any_more(town: Town) -> None:
    incident = town.reported()
    town.later(10)
    acting.resolve(town.database, incident, Act("ada", "page", town.clock.at), "Kabel steckte")
    town.later(30 * MINUTE)
    assert town.stands(incident).state is State.RESOLVED
    rang(town.phone("ada"), calls=1, texts=1)
