"""People by page: what they can, when they are away, and what an absence would bring."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oncall.localtime import Span
from oncall.services import drafting, people
from tests.web.pages.desks import see, send, text
from tests.web.pages.rotas import NOW, evening

if TYPE_CHECKING:
    from tests.web.pages.rotas import Firm

DAY = date(2026, 12, 7)
AWAY = {"what": "add", "start": "2026-12-07", "end": "2026-12-07", "reason": "leave"}


def absences(firm: Firm) -> list[str]:
    found = people.absences(firm.database, now=firm.clock.now())
    return [f"{each.person.id} {each.reason}" for each in found]


def test_the_list_says_what_people_can_and_where_they_are(firm: Firm) -> None:
    page = text(firm, "/people")
    assert page.index("Ada Ahlers") < page.index("Ben Boyd") < page.index("Cem Celik")
    assert "codec" in page


def test_the_list_leads_to_a_calendar_that_was_made(firm: Firm) -> None:
    feed = firm.feed("person", "ada")
    assert firm.links.path(feed) in text(firm, "/people")


def test_an_absence_is_added_only_after_what_follows_was_shown(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"), span=Span(NOW, NOW + timedelta(days=8)))
    shown = send(firm, "/people/ada", **AWAY)
    assert "Ada Ahlers: absent (leave)" in shown.text
    assert absences(firm) == []
    assert send(firm, "/people/ada", **AWAY, sure="yes").status_code == 303
    assert absences(firm) == ["ada leave"]


def test_an_absence_is_removed(firm: Firm) -> None:
    send(firm, "/people/ada", **AWAY, sure="yes")
    page = text(firm, "/people/ada")
    assert "leave" in page
    assert 'name="start" value="2026-12-07T00:00"' in page
    send(firm, "/people/ada", what="remove", start="2026-12-07T00:00", sure="yes")
    assert absences(firm) == []


def test_a_fault_is_told_and_what_was_typed_stays(firm: Firm) -> None:
    wrong = {**AWAY, "end": "2026-12-01"}
    answer = send(firm, "/people/ada", **wrong, sure="yes")
    assert 'role="alert"' in answer.text
    assert 'value="leave"' in answer.text
    assert absences(firm) == []


def test_duties_to_come_are_listed(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"), span=Span(NOW, NOW + timedelta(days=8)))
    assert "Mon 7 Dec, 18:00 – 22:00" in text(firm, "/people/ada")


def test_ill_from_now_on_asks_for_a_draft_once_it_is_confirmed(firm: Firm) -> None:
    tomorrow = date(2026, 12, 2)
    firm.publish(evening(tomorrow, "ada"), span=Span(NOW, NOW + timedelta(days=8)))
    assert "Ill from now on: plan the duties again" in send(firm, "/people/ada", what="ill").text
    assert drafting.listed(firm.database) == ()
    answer = send(firm, "/people/ada", what="ill", sure="yes")
    (draft,) = drafting.listed(firm.database)
    assert answer.location == f"/rota/video?draft={draft.id}"


def test_a_cure_proposes_time_off_and_leads_back_to_the_rota(firm: Firm) -> None:
    query = "cure=absence&start=2026-12-09T17:00:00Z&back=/rota/video?draft=7"
    page = text(firm, f"/people/ada?{query}")
    assert 'value="2026-12-09T00:00"' in page
    assert 'name="back" value="/rota/video?draft=7"' in page
    answer = send(firm, "/people/ada", **AWAY, back="/rota/video?draft=7", sure="yes")
    assert 'href="/rota/video?draft=7"' in text(firm, answer.location)


def test_the_way_back_leads_nowhere_else(firm: Firm) -> None:
    for address in ("https://evil.example", "//evil.example", "/rota/\\evil.example"):
        answer = send(firm, "/people/ada", **AWAY, back=address, sure="yes")
        assert "evil" not in (answer.location or "")
        send(firm, "/people/ada", what="remove", start="2026-12-07", sure="yes")


def test_a_calendar_is_made_at_a_press_of_a_button(firm: Firm) -> None:
    answer = send(firm, "/people/cem/calendar")
    assert answer.status_code == 303
    assert answer.location.startswith(firm.links.path(firm.feed("person", "cem")))


def test_somebody_who_is_not_there_is_told_with_the_nearest(firm: Firm) -> None:
    answer = see(firm, "/people/adda")
    assert answer.status_code in {400, 404}
    assert "the nearest is" in answer.text
