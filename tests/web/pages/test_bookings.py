"""Bookings by page: what can be booked is offered, and what follows is shown before it is done."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from oncall.localtime import Span
from oncall.services import booking_list
from tests.web.pages.desks import HTML, see, send, text
from tests.web.pages.rotas import NOW, evening

if TYPE_CHECKING:
    from datetime import datetime

    from tests.web.pages.rotas import Firm

ASKED = {
    "team": "video",
    "customer": "Kuckuck KG",
    "start": "2026-12-16T08:00",
    "end": "2026-12-18T08:00",
    "windows": "always",
    "primary": "1",
    "backup": "0",
    "callout_minutes_per_hour": "6",
}


def ids(firm: Firm) -> list[str]:
    return [row.id for row in booking_list.listed(firm.database, now=firm.clock.now())]


def end(firm: Firm, id_: str) -> datetime:
    rows = booking_list.listed(firm.database, now=firm.clock.now())
    return next(row.span.end for row in rows if row.id == id_)


def test_the_list_says_windows_in_words_and_where_bookings_stand(firm: Firm) -> None:
    page = text(firm, "/bookings")
    assert "around the clock" in page
    assert "Alster AG" in page
    assert "not published yet" in page
    assert "31 days" in page


def test_windows_are_said_in_german_too(firm: Firm) -> None:
    page = text(firm, "/bookings?lang=de").replace("\u2060", "")
    assert "Mo–Fr 18:00–22:00" in page
    assert "rund um die Uhr" in page


def test_the_list_can_be_of_one_team(firm: Firm) -> None:
    page = text(firm, "/bookings?team=voice")
    assert "B3 · voice" in page
    assert "B1 · video" not in page


def test_the_first_possible_begin_is_said_before_anything_is_typed(firm: Firm) -> None:
    page = text(firm, "/bookings/new?team=video")
    assert "A period begins at least 14 days after it is asked for." in page
    assert "the first possible begin is 15 Dec 2026, 10:00." in page
    assert 'min="2026-12-15T10:00"' in page


def test_the_first_possible_begin_is_a_whole_minute(firm: Firm) -> None:
    firm.clock.wind(timedelta(seconds=1))
    assert 'min="2026-12-15T10:01"' in text(firm, "/bookings/new?team=video")


def test_what_follows_is_shown_and_nothing_is_added_yet(firm: Firm) -> None:
    firm.publish(evening(date(2026, 12, 7), "ada"), span=Span(NOW, NOW + timedelta(days=30)))
    answer = send(firm, "/bookings/new", **ASKED)
    assert "What follows for the published rotas" in answer.text
    assert "gap: primary short by 1 for B4" in answer.text
    assert 'value="Kuckuck KG"' in answer.text
    assert "B4" not in ids(firm)


def test_a_booking_is_added_when_it_is_confirmed(firm: Firm) -> None:
    answer = send(firm, "/bookings/new", **ASKED, sure="yes")
    assert answer.status_code == 303
    assert "B4" in ids(firm)
    assert "The booking was added." in text(firm, answer.location)


def test_one_that_is_asked_for_too_late_is_refused_with_the_first_possible_begin(
    firm: Firm,
) -> None:
    late = {**ASKED, "start": "2026-12-15T09:59"}
    answer = send(firm, "/bookings/new", **late, sure="yes")
    assert "at least 14 days after its request" in answer.text
    assert "2026-12-15T10:00" in answer.text
    assert 'value="2026-12-15T09:59"' in answer.text
    assert "B4" not in ids(firm)


def test_hours_of_the_week_are_booked_as_they_are_typed(firm: Firm) -> None:
    weekly = {**ASKED, "windows": "weekly", "weekly": "Wed-Thu 08:00-16:00"}
    assert "What follows" in send(firm, "/bookings/new", **weekly).text
    wrong = {**ASKED, "windows": "weekly", "weekly": "at night"}
    assert "What follows" not in send(firm, "/bookings/new", **wrong).text


def test_a_booking_is_cancelled_only_after_what_follows_was_shown(firm: Firm) -> None:
    shown = send(firm, "/bookings/B1", what="cancel")
    assert "Cancel the booking" in shown.text
    assert end(firm, "B1") > NOW + timedelta(days=300)
    assert send(firm, "/bookings/B1", what="cancel", sure="yes").status_code == 303
    assert end(firm, "B1") <= NOW + timedelta(minutes=1)
    assert "The booking was cancelled." in text(firm, "/bookings?done=cancel&id=B1")


def test_a_booking_is_shortened(firm: Firm) -> None:
    send(firm, "/bookings/B1", what="shorten", end="2027-01-31T12:00", sure="yes")
    assert "31 Jan 2027, 12:00" in text(firm, "/bookings/B1")


def test_an_extension_that_comes_too_late_is_refused_with_a_sentence(firm: Firm) -> None:
    firm.clock.wind(timedelta(days=200))
    answer = send(firm, "/bookings/B3", what="extend", end="2027-08-31T12:00", sure="yes")
    assert "what is added begins at" in answer.text


def test_a_form_from_elsewhere_changes_nothing(firm: Firm) -> None:
    answer = firm.client.post("/bookings/new", headers=HTML, data={**ASKED, "sure": "yes"})
    assert answer.status_code == 400
    assert "too old or from elsewhere" in answer.text
    assert "B4" not in ids(firm)


def test_a_booking_that_there_is_not_is_told(firm: Firm) -> None:
    assert "There is no such booking" in see(firm, "/bookings/B99").text
