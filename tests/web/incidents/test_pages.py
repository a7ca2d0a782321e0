"""Incidents by page: what hurts stands first, buttons do as they say, answers are sentences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from oncall.incidents.hearing import Act
from oncall.incidents.incident import State
from oncall.services import acting, incident_views
from tests.web.pages.desks import HTML, see, send, text

if TYPE_CHECKING:
    from oncall.incidents.incident import Incident
    from tests.web.incidents.conftest import Desk


def do(desk: Desk, number: str, what: str, who: str = "ada", **more: str) -> str:
    """What the page says after a button was pressed."""
    answer = send(desk.firm, f"/incidents/{number}", what=what, **{"as": who}, **more)
    if answer.status_code == 303:
        return text(desk.firm, answer.location)
    return answer.text


def stands(desk: Desk, number: str) -> Incident:
    return incident_views.named(desk.database, number).incident


def said(page: str) -> str:
    found = re.search(r'<p class="notice" role="status">(.*?)</p>', page)
    return found[1] if found else ""


def test_nothing_open_is_said(desk: Desk) -> None:
    assert "Nothing is open." in text(desk.firm, "/incidents")


def test_what_nobody_has_and_is_late_stands_first(desk: Desk) -> None:
    parked, late = desk.report("geparkt"), desk.report("zu spät")
    act = Act("ada", "page", desk.now)
    acting.park(desk.database, stands(desk, parked).id, act, "ada")
    desk.later(16)
    taken, fresh = desk.report("genommen"), desk.report("neu")
    acting.accept(desk.database, stands(desk, taken).id, Act("ben", "page", desk.now))
    page = text(desk.firm, "/incidents")
    places = [page.index(f">{number}<") for number in (late, fresh, taken, parked)]
    assert places == sorted(places)


def test_how_long_there_is_is_said_in_words(desk: Desk) -> None:
    desk.report()
    desk.later(4.5)
    page = text(desk.firm, "/incidents")
    assert "10 minutes left to accept" in page
    assert "25 minutes left to begin" in page
    desk.later(12)
    page = text(desk.firm, "/incidents")
    assert "2 minutes too late to accept" in page
    assert "nobody has it, too late" in page
    desk.later(135)
    assert "2 h 17 min too late to accept" in text(desk.firm, "/incidents")


def test_the_list_can_be_of_one_team(desk: Desk) -> None:
    number = desk.report()
    assert number in text(desk.firm, "/incidents?team=video")
    assert number not in text(desk.firm, "/incidents?team=voice")
    assert see(desk.firm, "/incidents?team=nobody").status_code == 404


def test_an_incident_is_opened_with_a_number_and_what_is_missing(desk: Desk) -> None:
    told = {"team": "video", "customer": "Alster AG", "caller": "Frau Weber", "key": "K"}
    answer = send(desk.firm, "/incidents/new", **told, description="kein Bild")
    page = text(desk.firm, answer.location)
    assert "The ticket number is 100001." in page
    assert "Still to be asked for: telephone number, product, serial number." in page
    assert "kein Bild" in page


def test_a_button_pressed_twice_opens_one_incident(desk: Desk) -> None:
    twice = [send(desk.firm, "/incidents/new", team="video", key="K").location for _ in range(2)]
    assert twice[0] == twice[1]


def test_a_form_has_a_key_of_its_own(desk: Desk) -> None:
    keys = {
        re.search(r'name="key" value="(\w+)"', text(desk.firm, "/incidents/new"))[1]
        for _ in range(2)
    }
    assert len(keys) == 2


def test_a_number_that_is_none_is_refused_and_what_was_typed_stays(desk: Desk) -> None:
    page = send(desk.firm, "/incidents/new", team="video", phone="12ab", caller="Frau Weber")
    assert "is no telephone number" in page.text
    assert 'value="Frau Weber"' in page.text
    assert "Nothing is open." in text(desk.firm, "/incidents")


def test_whoever_accepts_has_it_and_it_is_said(desk: Desk) -> None:
    number = desk.report()
    page = do(desk, number, "accept")
    assert said(page) == "Ada Ahlers has it now."
    assert stands(desk, number).holder == "ada"
    assert "Ada Ahlers accepted on the page, by petra." in page


def test_whoever_comes_late_hears_who_has_it(desk: Desk) -> None:
    number = desk.report()
    do(desk, number, "accept")
    page = do(desk, number, "accept", "ben")
    assert said(page) == "Ada Ahlers has it; nothing was changed."
    assert "Ben Boyd accepted too late; Ada Ahlers had it." in page


def test_work_is_begun_paused_gone_on_with_and_resolved(desk: Desk) -> None:
    number = desk.report()
    do(desk, number, "start")
    desk.later(10)
    do(desk, number, "pause")
    desk.later(30)
    do(desk, number, "resume")
    desk.later(5)
    assert "Ada Ahlers has worked 15 min on it." in text(desk.firm, f"/incidents/{number}")
    page = do(desk, number, "resolve", text="Codec neu gestartet")
    assert stands(desk, number).state is State.RESOLVED
    assert "“Codec neu gestartet”" in page
    assert "Escalate now" not in page
    assert said(do(desk, number, "accept", "ben")).startswith("It is over already")


def test_only_whoever_has_it_can_pause(desk: Desk) -> None:
    number = desk.report()
    do(desk, number, "start")
    assert said(do(desk, number, "pause", "ben")) == "Only whoever has it can do that: Ada Ahlers."
    assert "makes no sense" in said(do(desk, number, "resume"))


def test_who_declines_passes_it_on(desk: Desk) -> None:
    number = desk.report()
    assert said(do(desk, number, "decline")) == "Noted: the next are tried now."


def test_it_is_offered_and_belongs_to_whoever_takes_it(desk: Desk) -> None:
    number = desk.report()
    do(desk, number, "start")
    assert "is offered to Ben Boyd" in do(desk, number, "hand-over", to="ben")
    assert said(do(desk, number, "accept", "ben")) == "Ben Boyd has it now."


def test_it_is_parked_until_a_local_time(desk: Desk) -> None:
    number = desk.report()
    page = do(desk, number, "park", owner="ben", until="2026-12-08T09:00")
    assert "Parked with Ben Boyd until Tue 8 Dec, 09:00." in page
    assert stands(desk, number).parked_until.hour == 8  # UTC


def test_a_time_that_is_none_or_over_changes_nothing(desk: Desk) -> None:
    number = desk.report()
    assert "is no time; choose a day" in do(desk, number, "park", owner="ben", until="soon")
    early = do(desk, number, "park", owner="ben", until="2026-12-07T10:00")
    assert "makes no sense" in said(early)
    assert stands(desk, number).holder is None


def test_two_incidents_become_one(desk: Desk) -> None:
    one, two = desk.report(), desk.report()
    assert f"Merged into {one}." in do(desk, two, "merge", into=one)
    assert f"{two} was merged into it." in text(desk.firm, f"/incidents/{one}")
    assert "There is no incident “77”" in do(desk, one, "merge", into="77")


def test_escalating_takes_it_from_whoever_has_it(desk: Desk) -> None:
    number = desk.report()
    do(desk, number, "accept")
    assert "it is taken from Ada Ahlers" in do(desk, number, "escalate", "ben")
    assert stands(desk, number).holder is None


@pytest.mark.parametrize("what", ["note", "resolve"])
def test_words_are_asked_for(desk: Desk, what: str) -> None:
    number = desk.report()
    assert "Write a few words first." in do(desk, number, what, text="  ")
    assert stands(desk, number).state.is_open


def test_what_was_not_known_is_added_later_and_named(desk: Desk) -> None:
    number = desk.report(customer=None)
    page = do(
        desk, number, "describe", customer="Alster AG", serial="4711-A", phone="030 23125 151"
    )
    added = "Added: customer: Alster AG; telephone number: +493023125151; serial number: 4711-A."
    assert added in page
    kept = incident_views.named(desk.database, number)
    assert kept.report.missing == ("product",)
    assert kept.report.bookings == ("B1",)
    assert kept.report.description == "Bild fällt aus"
    assert "Nothing of it is new." in do(desk, number, "describe", serial="4711-A")
    assert "is no telephone number" in do(desk, number, "describe", phone="12ab")


def test_a_person_who_is_gone_can_do_nothing(desk: Desk) -> None:
    number = desk.report()
    assert "there is nobody called that any more" in do(desk, number, "accept", "nobody")
    assert stands(desk, number).holder is None


def test_a_button_from_elsewhere_does_nothing(desk: Desk) -> None:
    number = desk.report()
    form = {"what": "accept", "as": "ada"}
    answer = desk.firm.client.post(f"/incidents/{number}", headers=HTML, data=form)
    assert answer.status_code == 400
    assert "too old or from elsewhere" in answer.text
    assert stands(desk, number).holder is None


def test_other_machines_see_no_incidents(desk: Desk) -> None:
    elsewhere = {"REMOTE_ADDR": "192.0.2.7"}
    for address in ("/incidents", f"/incidents/{desk.report()}", "/ladders/video"):
        assert see(desk.firm, address, environ_overrides=elsewhere).status_code == 403


def test_an_incident_that_there_is_not_is_told(desk: Desk) -> None:
    answer = see(desk.firm, "/incidents/77")
    assert answer.status_code == 404
    assert "77" in answer.text


def test_what_was_seen_is_not_sent_again_until_something_happens(desk: Desk) -> None:
    number = desk.report()
    page = text(desk.firm, f"/incidents/{number}")
    poll = re.search(r'hx-get="(/incidents/\d+/now[^"]*)"', page)[1].replace("&amp;", "&")
    assert see(desk.firm, poll).status_code == 204
    acting.accept(desk.database, stands(desk, number).id, Act("ada", "key", desk.now))
    changed = see(desk.firm, poll)
    assert changed.status_code == 200
    assert "Ada Ahlers accepted by key in the call." in changed.text
    assert {"course", "story"} == set(re.findall(r'id="(\w+)"[^>]*hx-swap-oob', changed.text))
    assert see(desk.firm, poll.replace("seen=", "seen=0")).status_code == 200


def test_the_picture_stands_before_what_was_reported_and_what_can_be_done(desk: Desk) -> None:
    page = text(desk.firm, f"/incidents/{desk.report()}")
    places = [
        page.index(part) for part in ('id="now"', 'id="course"', "Telephone number", 'id="story"')
    ]
    assert places == sorted(places)


def test_a_minute_later_the_clocks_are_sent_anew(desk: Desk) -> None:
    number = desk.report()
    page = text(desk.firm, f"/incidents/{number}")
    poll = re.search(r'hx-get="(/incidents/\d+/now[^"]*)"', page)[1].replace("&amp;", "&")
    desk.later(1)
    assert "14 minutes left to accept" in see(desk.firm, poll).text


def test_who_was_tried_and_who_is_next_stands_on_the_page(desk: Desk) -> None:
    number = desk.report()
    page = text(desk.firm, f"/incidents/{number}")
    assert "Round 1, rung 1 tries Ada Ahlers (Primary)." in page
    assert "Next at 18:33: Primary (Ada Ahlers)" in page
    assert "18:30 Call: waits to be sent" in page


def test_a_description_can_do_no_harm(desk: Desk) -> None:
    number = desk.report("<script>alert(1)</script>")
    for address in ("/incidents", f"/incidents/{number}"):
        assert "<script>alert" not in text(desk.firm, address)


def test_the_page_speaks_german(desk: Desk) -> None:
    number = desk.report()
    do(desk, number, "accept")
    page = text(desk.firm, f"/incidents/{number}?lang=de")
    assert "Ada Ahlers hat auf der Seite (durch petra) angenommen." in page
    assert "noch 29 Minuten bis zum Beginn" in page or "noch 30 Minuten bis zum Beginn" in page
