"""Regular hours, unreachable times and wishes by page, row by row."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from oncall.localtime import Span
from oncall.services.gathering import facts
from tests.web.pages.desks import send, text
from tests.web.pages.rotas import NOW, evening

if TYPE_CHECKING:
    from oncall.people import Person
    from tests.web.pages.rotas import Firm

ADA = "/people/ada/hours"
EVENING: dict[str, Any] = {
    "sheet": "unreachable",
    "what": "add",
    "weekdays": ["Mon", "Tue", "Holiday"],
    "start": "19:00",
    "end": "20:30",
    "reason": "choir",
}
MORNING: dict[str, Any] = {
    "sheet": "regular_hours",
    "weekdays": ["Mon", "Tue", "Wed", "Fri"],
    "start": "08:00",
    "end": "12:00",
}
WISH = {
    "sheet": "wishes",
    "start": "2026-12-24T18:00",
    "end": "2026-12-25T02:00",
    "wish": "avoid",
    "weight": "5",
}


def ada(firm: Firm) -> Person:
    return facts(firm.database).people["ada"]


def key(page: str) -> str:
    found = re.search(r'name="key" value="(\d+)"', page)
    assert found
    return found[1]


def test_rows_are_added_and_said_in_words(firm: Firm) -> None:
    for row in (MORNING, EVENING, WISH):
        assert send(firm, ADA, **row).status_code == 303
    page = text(firm, ADA).replace("\u2060", "")
    assert "Mon–Wed, Fri 08:00–12:00" in page
    assert "Mon, Tue, public holidays 19:00–20:30" in page
    assert "Thu 24 Dec, 18:00 – 02:00" in page
    assert "weight 5" in page
    assert len(ada(firm).wishes) == 1


def test_the_week_is_drawn_with_what_is_worked_and_what_is_out_of_reach(firm: Firm) -> None:
    send(firm, ADA, **MORNING)
    send(firm, ADA, **{**EVENING, "weekdays": "Sun", "start": "22:00", "end": "06:00"})
    page = text(firm, ADA)
    assert page.count('<rect class="week-regular"') == 4
    parts = re.findall(r'class="week-unreachable" x="(\d+)" y="(\d+)" width="(\d+)"', page)
    assert sorted(parts) == [("0", "2", "360"), ("1320", "182", "120")]


def test_a_row_is_removed(firm: Firm) -> None:
    send(firm, ADA, **MORNING)
    answer = send(firm, ADA, sheet="regular_hours", what="remove", key=key(text(firm, ADA)))
    assert "The regular hours were removed." in text(firm, answer.location)
    assert ada(firm).regular_hours.lines == ()


def test_a_row_that_somebody_else_removed_is_told(firm: Firm) -> None:
    send(firm, ADA, **MORNING)
    gone = {"sheet": "regular_hours", "what": "remove", "key": key(text(firm, ADA))}
    send(firm, ADA, **gone)
    assert "has no such regular hours any more" in send(firm, ADA, **gone).text


def test_another_person_s_row_is_not_removed(firm: Firm) -> None:
    send(firm, ADA, **MORNING)
    gone = {"sheet": "regular_hours", "what": "remove", "key": key(text(firm, ADA))}
    assert send(firm, "/people/ben/hours", **gone, sure="yes").status_code == 200
    assert len(ada(firm).regular_hours.lines) == 1


def test_the_same_row_twice_is_refused(firm: Firm) -> None:
    send(firm, ADA, **MORNING)
    again = send(firm, ADA, **{**MORNING, "weekdays": ["Fri", "Wed", "Tue", "Mon"]})
    assert "This is there already." in again.text
    assert len(ada(firm).regular_hours.lines) == 1


def test_what_follows_for_published_duties_is_shown_before_a_row_is_added(firm: Firm) -> None:
    firm.publish(evening(date(2026, 12, 7), "ada"), span=Span(NOW, NOW + timedelta(days=8)))
    shown = send(firm, ADA, **EVENING)
    assert "unreachable (choir)" in shown.text
    assert ada(firm).unreachable == ()
    for day in ("Mon", "Tue", "Holiday"):
        assert f'type="hidden" name="weekdays" value="{day}"' in shown.text
    assert send(firm, ADA, **EVENING, sure="yes").status_code == 303
    assert ada(firm).unreachable[0].hours.lines[0].weekdays == {0, 1}


def test_faults_are_said_at_their_fields_and_what_was_typed_stays(firm: Firm) -> None:
    answer = send(firm, ADA, **{**EVENING, "weekdays": [], "end": ""})
    assert answer.text.count("Fill this in.") == 2
    assert 'value="choir"' in answer.text
    backwards = {**WISH, "end": "2026-12-20T00:00"}
    assert "Write a time after the begin." in send(firm, ADA, **backwards).text
    assert ada(firm).unreachable == ada(firm).wishes == ()


def test_wishes_that_are_over_are_not_listed(firm: Firm) -> None:
    send(firm, ADA, **WISH)
    firm.clock.wind(timedelta(days=60))
    assert "None from now on." in text(firm, ADA)


def test_an_unreachable_time_that_is_over_is_marked(firm: Firm) -> None:
    send(firm, ADA, **EVENING, until="2026-12-10")
    assert 'class="is-over"' not in text(firm, ADA)
    firm.clock.wind(timedelta(days=10))
    page = text(firm, ADA)
    assert 'class="is-over"' in page
    assert 'class="week-unreachable"' not in page


def test_a_sheet_that_is_not_a_person_s_is_not_touched(firm: Firm) -> None:
    answer = send(firm, ADA, sheet="bookings", what="remove", key="1", sure="yes")
    assert answer.status_code == 200
    assert len(facts(firm.database).bookings) == 3
