"""Swaps and stretches by page: only what is allowed is offered, and shown before it is done."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.localtime import Span
from oncall.people import Role
from oncall.services import swapping
from oncall.services.people import add_absence
from oncall.store import rotas
from tests.web.pages.desks import HTML, see, send, text
from tests.web.pages.rotas import NOW, evening

if TYPE_CHECKING:
    from oncall.assignments import Assignment
    from tests.web.pages.rotas import Firm

MONDAY, TUESDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 8), date(2026, 12, 11)
WEEKS = Span(NOW, NOW + timedelta(days=12))


def duties(firm: Firm) -> tuple[Assignment, ...]:
    with firm.database.begin() as tx:
        return rotas.of_team(tx, "video", WEEKS)


@pytest.fixture
def monday(firm: Firm) -> str:
    """The label of Ada's duty; on Friday it is Ben's turn, and Cem is away on Monday."""
    firm.publish(evening(MONDAY, "ada"), evening(FRIDAY, "ben"), span=WEEKS)
    away = {"person": "cem", "start": "2026-12-07", "end": "2026-12-07", "reason": "leave"}
    add_absence(firm.database, away, by="petra", now=NOW)
    return duties(firm)[0].label


def offer(firm: Firm, label: str, **more: str) -> str:
    """Offer a duty by its page and return the address of the swap."""
    answer = send(firm, f"/duties/{label}", what="offer", why="choir", **more)
    assert answer.status_code == 303, answer.text
    return answer.location.partition("?")[0]


def takers(page: str) -> set[str]:
    return set(re.findall(r'type="radio" name="taker" value="(\w+)"', page))


def test_only_who_may_take_a_duty_is_offered_it_and_the_others_are_told_why(
    firm: Firm, monday: str
) -> None:
    page = text(firm, f"/duties/{monday}")
    assert takers(page) == {"ben"}
    assert "Cem Celik: absent (leave)" in page
    assert "Ada Ahlers" in page


def test_a_duty_is_offered_accepted_and_taken_back(firm: Firm, monday: str) -> None:
    swap = offer(firm, monday, taker="")
    assert "Mon 7 Dec, 18:00 – 22:00" in text(firm, "/swaps")
    shown = send(firm, swap, what="accept", taker="ben")
    assert "before: Ada Ahlers" in shown.text
    assert duties(firm)[0].person == "ada"
    assert send(firm, swap, what="accept", taker="ben", sure="yes").status_code == 303
    assert (duties(firm)[0].person, duties(firm)[0].label) == ("ben", monday)
    assert "accepted" in text(firm, "/swaps")
    assert "before: Ben Boyd" in send(firm, swap, what="take_back").text
    send(firm, swap, what="take_back", sure="yes")
    assert duties(firm)[0].person == "ada"


def test_an_offer_is_taken_back_before_anybody_accepts(firm: Firm, monday: str) -> None:
    swap = offer(firm, monday, taker="ben")
    assert "no duty changes" in send(firm, swap, what="take_back").text
    send(firm, swap, what="take_back", sure="yes")
    assert "taken back" in text(firm, swap)
    assert 'value="accept"' not in text(firm, swap)


def test_who_may_not_take_it_can_t_accept(firm: Firm, monday: str) -> None:
    swap = offer(firm, monday, taker="")
    assert takers(text(firm, swap)) == {"ben"}
    refused = send(firm, swap, what="accept", taker="cem", sure="yes")
    assert "is not possible: Cem Celik: absent (leave)" in refused.text
    assert duties(firm)[0].person == "ada"


def test_an_offer_to_nobody_who_may_is_refused_and_the_reason_typed_stays(
    firm: Firm, monday: str
) -> None:
    answer = send(firm, f"/duties/{monday}", what="offer", taker="cem", why="choir")
    assert "nobody could take" in answer.text
    assert 'value="choir"' in answer.text
    assert swapping.offers(firm.database, "video") == ()


def test_two_duties_are_exchanged(firm: Firm, monday: str) -> None:
    page = text(firm, f"/duties/{monday}?with=ben")
    (friday,) = re.findall(r'name="for" value="(D\d+)"', page)
    swap = offer(firm, monday, taker="ben", **{"for": friday, "with": "ben"})
    assert "Fri 11 Dec, 18:00 – 22:00" in text(firm, swap)
    shown = send(firm, swap, what="accept", taker="ben")
    assert "before: Ada Ahlers" in shown.text
    assert "before: Ben Boyd" in shown.text
    send(firm, swap, what="accept", taker="ben", sure="yes")
    assert [each.person for each in duties(firm)] == ["ben", "ada"]


def test_a_duty_that_can_t_be_given_in_exchange_is_not_offered_and_told_why(
    firm: Firm, monday: str
) -> None:
    away = {"person": "ada", "start": "2026-12-11", "end": "2026-12-11", "reason": "wedding"}
    add_absence(firm.database, away, by="petra", now=NOW)
    page = text(firm, f"/duties/{monday}?with=ben")
    assert 'name="for"' not in page
    assert "Ada Ahlers: absent (wedding)" in page


def test_a_swap_whose_duty_has_begun_is_not_accepted_any_more(firm: Firm, monday: str) -> None:
    swap = offer(firm, monday, taker="")
    firm.clock.wind(timedelta(days=6, hours=9))
    page = text(firm, swap)
    assert 'value="accept"' not in page
    assert "the offer will lapse" in page


def test_a_stretch_is_taken_over_only_after_what_follows_was_shown(firm: Firm, monday: str) -> None:
    stretch = {"start": "2026-12-07T19:00", "end": "2026-12-07T20:00"}
    wanted = {"what": "override", "taker": "ben", "why": "train", **stretch}
    shown = send(firm, f"/duties/{monday}", **wanted)
    assert "Mon 7 Dec, 19:00 – 20:00" in shown.text
    assert len(duties(firm)) == 2
    assert send(firm, f"/duties/{monday}", **wanted, sure="yes").status_code == 303
    assert [each.person for each in duties(firm)] == ["ada", "ben", "ada", "ben"]


def test_who_may_take_a_stretch_is_asked_for_that_stretch(firm: Firm, monday: str) -> None:
    query = "start=2026-12-07T19:00&end=2026-12-07T20:00"
    late = {"person": "ben", "start": "2026-12-07T20:30", "end": "2026-12-08", "reason": "flight"}
    add_absence(firm.database, late, by="petra", now=NOW)
    assert takers(text(firm, f"/duties/{monday}")) == set()
    assert takers(text(firm, f"/duties/{monday}?{query}")) == {"ben"}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-12-07T17:00", "2026-12-07T19:00"),
        ("2026-12-07T20:00", "2026-12-07T19:00"),
        ("2026-12-07T19:00", "soon"),
    ],
)
def test_a_stretch_that_is_none_of_the_duty_s_is_told_at_the_field(
    firm: Firm, monday: str, start: str, end: str
) -> None:
    page = text(firm, f"/duties/{monday}?start={start}&end={end}")
    assert 'class="wrong-field"' in page
    sent = {"what": "override", "taker": "ben", "start": start, "end": end, "sure": "yes"}
    assert send(firm, f"/duties/{monday}", **sent).status_code == 200
    assert len(duties(firm)) == 2


def test_of_a_duty_that_runs_the_rest_is_taken_over(firm: Firm, monday: str) -> None:
    firm.clock.wind(timedelta(days=6, hours=9, minutes=30))  # it is 19:30 in Hamburg
    page = text(firm, f"/duties/{monday}")
    assert 'value="offer"' not in page
    assert 'name="start" required value="2026-12-07T19:30"' in page
    send(firm, f"/duties/{monday}", what="override", taker="ben", sure="yes")
    assert [each.person for each in duties(firm)] == ["ada", "ben", "ben"]


def test_a_duty_that_is_over_stays_as_it_was(firm: Firm, monday: str) -> None:
    firm.clock.wind(timedelta(days=7))
    page = text(firm, f"/duties/{monday}")
    assert "This duty is over and stays as it was." in page
    assert "<form" not in page


def test_who_is_ill_is_reported_from_the_duty_s_page(firm: Firm, monday: str) -> None:
    page = text(firm, f"/duties/{monday}")
    assert re.search(r'action="/people/ada">.*name="what" value="ill"', page)


def test_the_list_can_be_of_one_team_and_shows_somebody_s_duties_to_offer(
    firm: Firm, monday: str
) -> None:
    offer(firm, monday, taker="")
    assert "/swaps/" in text(firm, "/swaps?team=video")
    assert "Nothing is on offer." in text(firm, "/swaps?team=voice")
    assert f"/duties/{monday}" in text(firm, "/swaps?person=ada")
    assert "None that are published." in text(firm, "/swaps?person=cem")


def test_a_backup_is_offered_as_a_backup(firm: Firm) -> None:
    firm.publish(evening(MONDAY, "ada"), evening(MONDAY, "ben", Role.BACKUP), span=WEEKS)
    label = next(each.label for each in duties(firm) if each.role is Role.BACKUP)
    page = text(firm, f"/duties/{label}")
    assert "Backup · Ben Boyd" in page
    assert "cem" in takers(page)
    assert "ada" not in takers(page)


def test_what_is_not_there_is_told(firm: Firm) -> None:
    assert "there is no duty" in see(firm, "/duties/D999").text
    assert "there is no swap 7" in see(firm, "/swaps/7").text


def test_a_form_from_elsewhere_swaps_nothing(firm: Firm, monday: str) -> None:
    sent = {"what": "override", "taker": "ben", "sure": "yes"}
    answer = firm.client.post(f"/duties/{monday}", headers=HTML, data=sent)
    assert answer.status_code == 400
    assert duties(firm)[0].person == "ada"
