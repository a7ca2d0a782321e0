"""Pages in German say faults, refusals and what follows in German, as they say all else."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest

from oncall.localtime import Span
from oncall.services import people
from tests.web.pages.desks import HTML, see, send
from tests.web.pages.rotas import NOW, evening

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.web.pages.rotas import Firm

DAY = date(2026, 12, 7)
WEEK = Span(NOW, NOW + timedelta(days=8))
AWAY = {"what": "add", "start": "2026-12-07", "end": "2026-12-07", "reason": "Urlaub"}
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


def alerts(answer: TestResponse) -> list[str]:
    """The faults that a form tells."""
    (box,) = re.findall(r'<div class="form-trouble"[^>]*>(.*?)</div>', answer.text, re.DOTALL)
    return [unescape(each) for each in re.findall(r"<p>(.*?)</p>", box)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"start": "soon"}, "'soon' ist weder Datum noch Uhrzeit; schreiben Sie es wie 07.12.2026"),
        ({"end": "2026-12-01"}, "Das Ende liegt nicht nach dem Beginn; geben Sie eine Zeit nach"),
        ({"start": ""}, "Hier fehlt etwas; füllen Sie das Feld aus"),
    ],
)
def test_a_fault_of_a_cell_is_german(firm: Firm, typed: dict[str, str], told: str) -> None:
    (alert,) = alerts(send(firm, "/people/ada?lang=de", **{**AWAY, **typed}))
    assert alert.startswith(told)


def test_times_in_a_fault_are_german_too(firm: Firm) -> None:
    (alert,) = alerts(send(firm, "/people/ada?lang=de", **{**AWAY, "end": "2026-12-01"}))
    assert alert.endswith("geben Sie eine Zeit nach 07.12.2026, 00:00 Uhr an")


def test_several_faults_of_a_booking_are_all_german(firm: Firm) -> None:
    wrong = {**ASKED, "start": "2026-12-02T08:00", "primary": "x"}
    told = alerts(send(firm, "/bookings/new?lang=de", **wrong))
    assert sorted(each.split(";")[0] for each in told) == [
        "'x' ist keine Zahl",
        "Ein Bereitschaftszeitraum muss mindestens 14 Tage nach der Anfrage beginnen",
    ]


def test_a_booking_that_can_not_be_changed_says_so_in_german(firm: Firm) -> None:
    (alert,) = alerts(send(firm, "/bookings/B1?lang=de", what="extend", end="2026-12-08T08:00"))
    assert "geben Sie eine spätere Zeit an, oder verkürzen Sie die Buchung" in alert


def test_what_follows_for_published_rotas_is_german(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"), span=WEEK)
    page = send(firm, "/people/ada?lang=de", **AWAY).text
    assert "Ada Ahlers: abwesend (Urlaub), Mo., 7. Dez." in page


def test_a_gap_that_follows_from_a_booking_is_german(firm: Firm) -> None:
    firm.publish(evening(DAY, "ada"), span=Span(NOW, NOW + timedelta(days=30)))
    page = send(firm, "/bookings/new?lang=de", **ASKED).text
    told = "Lücke: 1 zu wenig in der Rolle Erstbereitschaft für B4, Mi., 16. Dez., 08:00 Uhr bis"
    assert told in page


def test_an_illness_is_called_by_the_word_of_the_page(firm: Firm) -> None:
    send(firm, "/people/ada?lang=de", what="ill", sure="yes")
    (away,) = people.absences(firm.database, now=firm.clock.now())
    assert away.reason == "krank"


def test_what_is_not_there_is_told_in_german_on_a_page_and_as_plain_text(firm: Firm) -> None:
    told = "Person 'adda' gibt es nicht; am ähnlichsten ist ada"
    assert told in unescape(see(firm, "/people/adda?lang=de").text)
    plain = firm.client.get("/people/adda?lang=de", headers={"Accept": "text/plain"})
    assert told in plain.text
    assert "there is no person 'adda'; the nearest is ada" in unescape(
        firm.client.get("/people/adda?lang=en", headers=HTML).text
    )
