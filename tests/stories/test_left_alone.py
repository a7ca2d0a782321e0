"""What nobody may be left alone with: reports that join, what is parked, late and bare answers."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from oncall.incidents.events import Kind
from oncall.incidents.hearing import Answer
from oncall.incidents.replies import read
from oncall.incidents.report import Report
from oncall.incidents.seal import Seal
from oncall.services import acting, auditing, intake, merging, proving, reaching, replying
from oncall.services.reaching import Change
from oncall.services.replying import Text
from tests.stories.rotas import said
from tests.stories.town import OURS, PHONES

if TYPE_CHECKING:
    from tests.stories.town import Town

pytestmark = pytest.mark.usefixtures("three")


def called(town: Town, who: str, what: str = "Bild fehlt") -> int:
    """Somebody is called and texted about an incident."""
    incident = town.reported(what)
    town.later(5)
    town.phone(who).expect_call()
    town.phone(who).expect_text(what)
    return incident


def taken(town: Town, who: str = "ada", what: str = "Bild fehlt") -> int:
    """Somebody has an incident about which they were called."""
    incident = called(town, who, what)
    acting.accept(town.database, incident, said(town, who))
    town.later(5)
    return incident


def test_who_has_an_incident_hears_that_one_more_report_joined_it(town: Town) -> None:
    incident = taken(town)
    before = town.stands(incident)
    town.later(120)
    report = Report("video", "Serverraum brennt", customer="Alster", joins=True, key="second")
    assert not intake.take(town.database, report, by="hotline", now=town.clock.at).is_new
    town.later(5)
    assert "eine weitere Meldung" in town.phone("ada").expect_text("Meldung")
    assert town.stands(incident).holder == before.holder


def test_an_owner_hears_that_something_was_left_with_them(town: Town) -> None:
    incident = taken(town)
    until = town.clock.at + timedelta(hours=1)
    acting.park(town.database, incident, said(town, "ada"), "cem", until)
    town.later(5)
    assert "liegt bei Ihnen" in town.phone("cem").expect_text("liegt")


def test_who_parks_it_with_themselves_knows(town: Town) -> None:
    incident = taken(town)
    acting.park(town.database, incident, said(town, "ada"), "ada")
    town.later(5)
    assert not town.phone("ada").unexpected()


def test_what_still_calls_is_not_silenced_by_a_parked_one(town: Town) -> None:
    parked = taken(town)
    acting.park(town.database, parked, said(town, "ada"), "ada")
    calls = town.reported("alles steht", customer="Elbe")
    heard = merging.merge(town.database, calls, parked, said(town, "ada"))
    assert heard.answer is Answer.NOT_NOW
    assert town.stands(calls).state.climbs


def test_the_timer_of_a_parked_incident_is_found_if_it_was_lost(town: Town) -> None:
    incident = taken(town)
    until = town.clock.at + timedelta(hours=1)
    acting.park(town.database, incident, said(town, "ada"), "ada", until)
    with town.database.begin() as tx:
        tx.execute(text("update incidents set due_at = null"))
    town.clock.at += timedelta(hours=3)
    assert auditing.audit(town.database, town.clock.at)
    town.later(5)
    assert town.stands(incident).state.climbs


def test_a_bare_no_gives_nothing_back(town: Town) -> None:
    incident = taken(town)
    acting.start(town.database, incident, said(town, "ada"))
    town.phone("ada").sends(OURS, "Nein danke")
    town.later(5)
    assert "bleibt bei Ihnen" in town.phone("ada").expect_text("bleibt")
    assert town.stands(incident).holder == "ada"


def test_a_late_answer_to_what_is_over_takes_nothing_else(town: Town) -> None:
    over = taken(town)
    acting.resolve(town.database, over, said(town, "ada"), "steckt wieder")
    town.later(200)
    fresh = called(town, "ada", "Ton fehlt")
    town.phone("ada").sends(OURS, "1 ja")
    town.later(5)
    town.phone("ada").expect_text("schon erledigt")
    assert town.stands(fresh).holder is None


def test_a_number_in_a_sentence_is_not_the_code_of_what_is_over(town: Town) -> None:
    over = taken(town)
    acting.resolve(town.database, over, said(town, "ada"), "steckt wieder")
    town.later(200)
    fresh = called(town, "ada", "Ton fehlt")
    town.phone("ada").sends(OURS, "ja, in 1 min")
    town.later(5)
    town.phone("ada").expect_text("gehört jetzt Ihnen")
    assert town.stands(fresh).holder == "ada"


def test_a_number_in_a_sentence_is_asked_back_where_several_wait(town: Town) -> None:
    over = taken(town)
    acting.resolve(town.database, over, said(town, "ada"), "steckt wieder")
    town.later(200)
    some = [called(town, "ada", "Ton fehlt"), town.reported("Strom fehlt")]
    town.later(5)
    town.phone("ada").expect_text("Strom fehlt")
    town.phone("ada").sends(OURS, "ja, in 1 min")
    town.later(5)
    town.phone("ada").expect_text("Welche Störung")
    assert [town.stands(each).holder for each in some] == [None, None]


def test_what_somebody_has_is_given_back_by_its_code_also_in_a_sentence(town: Town) -> None:
    mine = taken(town)
    waits = town.reported("Ton fehlt")
    town.later(5)
    town.phone("ada").expect_text("Ton fehlt")
    town.phone("ada").sends(OURS, "1 nein danke")
    town.later(5)
    town.phone("ada").expect_text("abgelehnt")
    town.phone("ben").expect_call()
    town.phone("ben").expect_text("Bild fehlt")
    assert town.stands(mine).holder is None
    assert town.kinds(waits).count(Kind.DECLINED) == 0


@pytest.mark.parametrize("words", ["nein", "nein, in 20 min"])
def test_a_bare_no_to_have_you_begun_gives_nothing_back(town: Town, words: str) -> None:
    incident = taken(town)
    town.later(30 * 60)
    town.phone("ada").expect_call()
    town.phone("ada").expect_text("Haben Sie begonnen")
    town.phone("ada").sends(OURS, words)
    town.later(5)
    town.phone("ada").expect_text("bleibt bei Ihnen", "1 nein")
    assert town.stands(incident).holder == "ada"


class KilledError(Exception):
    """The process ends here."""


class Killing(Seal):
    """Ends the process after an answer was done and before it is told."""

    def link(self, id_: str) -> str:
        raise KilledError(id_)


def test_a_text_that_comes_again_after_a_kill_is_done_once(town: Town) -> None:
    first, seal = called(town, "ada"), Seal(b"k" * 32, "https://oncall.example")
    sms = Text("SM1", PHONES["ada"], "ja")
    with pytest.raises(KilledError):
        replying.heard(town.database, sms, Killing(seal.key, seal.base), town.clock.at)
    assert town.stands(first).holder is None, "all of it is undone"
    answer = replying.heard(town.database, sms, seal, town.clock.at)
    assert town.stands(first).holder == "ada"
    second = town.reported("Ton fehlt")
    town.later(5)
    town.phone("ada").expect_text("Ton fehlt")
    assert replying.heard(town.database, sms, seal, town.clock.at) == answer
    assert town.stands(second).holder is None


def test_a_test_page_is_answered_also_by_whom_an_incident_was_texted_to_before(town: Town) -> None:
    incident = taken(town)
    acting.resolve(town.database, incident, said(town, "ada"), "steckt wieder")
    town.later(600)
    way = reaching.own(town.database, Change("ada", "petra", town.clock.at), "sms", PHONES["ada"])
    proving.send_test(town.database, "ada", way, town.clock.at)
    town.later(5)
    town.phone("ada").expect_text("Probealarm")
    town.phone("ada").sends(OURS, "ja")
    town.later(5)
    town.phone("ada").expect_text("bestätigt")
    ways = reaching.ways(town.database, "ada", town.clock.at).ways
    assert next(each for each in ways if each.id == way).tested_at is not None


def test_a_number_that_names_nothing_is_no_name(town: Town) -> None:
    incident = called(town, "ada")
    town.phone("ada").sends(OURS, "Ja, bin in 10 Min. dran")
    town.later(5)
    town.phone("ada").expect_text("gehört jetzt Ihnen")
    assert town.stands(incident).holder == "ada"


def test_an_umlaut_may_come_in_two_signs() -> None:
    assert read(unicodedata.normalize("NFD", "übernehme")) == read("übernehme")
    assert read("übernehme").word is not None


def test_a_bare_no_to_whether_one_has_begun_gives_nothing_back(town: Town) -> None:
    incident = taken(town)
    town.later(30 * 60)
    town.phone("ada").expect_text("begonnen")
    town.phone("ada").expect_call()
    town.phone("ada").sends(OURS, "nein")
    town.later(5)
    assert town.stands(incident).holder == "ada"
    town.phone("ada").expect_text("nein")
