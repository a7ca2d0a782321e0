"""Planners see whether reports reach people, are told who is not ready, and have a fallback."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest

from notify.carrier.twiml.grammar import faults, voice
from notify.fallback import static
from notify.twiml import VOICES, Speaker
from oncall.localtime import DAY, Span
from oncall.people import Role
from oncall.services import fallbacks, proofs, readiness
from oncall.services.telling import messages
from oncall.store import reaches
from tests.web.pages.desks import see, text
from tests.web.pages.rotas import NOW, evening

if TYPE_CHECKING:
    from tests.web.pages.rotas import Firm

MONDAY = date(2026, 12, 7)
EVENING = datetime(2026, 12, 7, 18, tzinfo=UTC)


def publish(firm: Firm, first: str = "ada", second: str = "ben") -> None:
    span = Span(NOW, NOW + timedelta(days=10))
    both = evening(MONDAY, first), evening(MONDAY, second, Role.BACKUP)
    firm.publish(*both, evening(MONDAY, "cem", Role.MANAGER), span=span)


def rings(firm: Firm, team: str | None = None) -> list[str]:
    return [number for _, number in fallbacks.fallback(firm.database, EVENING, team).calls]


def test_an_evening_with_all_three_on_duty_is_proven_and_those_are_named_that_nobody_holds(
    firm: Firm,
) -> None:
    publish(firm)
    told = proofs.published(firm.database, NOW, "video")
    (proven,) = told.teams
    days = {each.span.start.date() for each in proven.proof.findings}
    assert MONDAY - timedelta(days=1) in days, "an evening that nobody holds"
    assert MONDAY not in days, "to the last minute, though the duties end with the window"


def test_the_page_names_what_fails_and_says_it_in_german(firm: Firm) -> None:
    publish(firm)
    assert "no primary on duty" in text(firm, "/reachable/video?lang=en")
    assert "keine Erstbereitschaft im Dienst" in text(firm, "/reachable?lang=de")
    assert see(firm, "/reachable/nobody").status_code == 404


def test_strangers_see_nothing_of_it(firm: Firm) -> None:
    away = {"REMOTE_ADDR": "203.0.113.7"}
    assert see(firm, "/reachable", environ_base=away).status_code == 403
    assert see(firm, "/reachable/people", environ_base=away).status_code == 403


def test_who_was_never_tried_is_shown_until_a_test_page_is_answered(firm: Firm) -> None:
    publish(firm)
    assert "number not verified" in text(firm, "/reachable/people?lang=en")
    prove_ways(firm, "ada", "ben", "cem")
    shown = text(firm, "/reachable/people?lang=en")
    assert "number not verified" not in shown
    # Pages know no Turkish.
    assert shown.count("no common language") == 2


def prove_ways(firm: Firm, *people: str) -> None:
    with firm.database.begin() as tx:
        for person in people:
            number = {"ada": "+493023125101", "ben": "+442079460102", "cem": "+494066969103"}
            way = reaches.ensure(tx, person, "voice", number[person], NOW)
            reaches.change(tx, way, verified_at=NOW, tested_at=NOW)


def test_planners_are_told_once_a_day_while_something_is_missing(firm: Firm) -> None:
    publish(firm)
    for hours in (0, 1, 24):
        readiness.remind(firm.database, NOW + timedelta(hours=hours))
    told = [each for each in messages(firm.database, "video") if each.kind == "unready"]
    assert [each.facts["count"] for each in told] == [3, 3]


def test_nobody_is_told_before_the_morning(firm: Firm) -> None:
    publish(firm)
    readiness.remind(firm.database, NOW.replace(hour=6))
    assert not [each for each in messages(firm.database, "video") if each.kind == "unready"]


def test_after_a_test_long_ago_another_is_wanted(firm: Firm) -> None:
    publish(firm)
    prove_ways(firm, "ada")
    with firm.database.begin() as tx:
        way = reaches.ensure(tx, "ada", "voice", "+493023125101", NOW)
        reaches.change(tx, way, tested_at=NOW - 181 * DAY)
    found = {each.person.id: each.lacks for each in readiness.readiness(firm.database, NOW).people}
    assert found["ada"] == ("not tested",)


def test_who_forbade_texts_is_shown(firm: Firm) -> None:
    publish(firm)
    with firm.database.begin() as tx:
        reaches.opt_out(tx, ("ada", "sms", "+493023125101"), NOW)
    found = {each.person.id: each.lacks for each in readiness.readiness(firm.database, NOW).people}
    assert "opted out" in found["ada"]


def test_the_fallback_rings_whom_the_newest_publication_names(firm: Firm) -> None:
    publish(firm)
    assert rings(firm) == ["+493023125101", "+442079460102", "+494066969103"]
    publish(firm, "ben", "ada")
    assert rings(firm)[:2] == ["+442079460102", "+493023125101"]


def test_a_number_of_ones_own_that_is_verified_goes_before_that_of_the_sheet(firm: Firm) -> None:
    publish(firm)
    with firm.database.begin() as tx:
        way = reaches.ensure(tx, "ada", "voice", "+493023125199", NOW)
        reaches.change(tx, way, verified_at=NOW)
    assert rings(firm)[0] == "+493023125199"


@pytest.mark.parametrize("numbers", [[], ["+493023125101"], ["+493023125101", "+442079460102"]])
def test_the_fallback_is_what_carriers_understand_and_dials_only_stored_numbers(numbers) -> None:
    lines = [("de", "Bitte entschuldigen Sie."), ("en", "We are sorry.")]
    made = static(lines, numbers, lines, Speaker(VOICES))
    document = ElementTree.fromstring(made)  # noqa: S314 - ours
    assert list(faults(document, voice())) == []
    assert [each.text for each in document.iter("Number")] == numbers
    assert [each.tag for each in document][-2:] == ["Record", "Hangup"]
    assert not any("http" in value for each in document.iter() for value in each.attrib.values())
