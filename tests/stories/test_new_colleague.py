"""A new colleague by page: added, taking a duty in a swap, giving an hour away, and gone again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.localtime import Span
from oncall.services import on_call
from tests.web.pages.desks import send, text
from tests.web.pages.rotas import NOW, evening, opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies
    from tests.web.pages.rotas import Firm

MONDAY, FRIDAY = date(2026, 12, 7), date(2026, 12, 11)
EVENING = evening(FRIDAY, "ada").span
FALK = {
    "name": "Fritz Falk",
    "team": "video",
    "site": "hamburg",
    "roles": ["primary"],
    "skills": "codec",
    "languages": "de",
}


@pytest.fixture
def firm(copies: Copies, tmp_path: Path) -> Iterator[Firm]:
    """Ada has Monday's and Friday's evening."""
    with opened(copies, tmp_path) as found:
        weeks = Span(NOW, NOW + timedelta(days=20))
        found.publish(evening(MONDAY, "ada"), evening(FRIDAY, "ada"), span=weeks)
        yield found


def friday(firm: Firm) -> list[str]:
    """Who is on call in each hour of Friday's evening."""
    hours = [EVENING.start + timedelta(hours=n) for n in range(4)]
    return [on_call.who_is(firm.database, "video", at)[0].duty.person for at in hours]


def swapped_to_fritz(firm: Firm) -> str:
    """Add Fritz, let Ada offer Friday to all and him accept; return the address of the duty."""
    hours = send(firm, "/people/new", **FALK).location
    work = {"sheet": "regular_hours", "weekdays": ["Mon", "Tue"], "start": "08:00", "end": "16:00"}
    assert send(firm, hours.partition("?")[0], **work).status_code == 303
    found = re.findall(r'href="(/duties/D\d+)"', text(firm, "/swaps?person=ada"))
    offered = send(firm, found[-1], what="offer", taker="", why="school play").location
    swap = offered.partition("?")[0]
    assert re.search(r'value="fritz".*> Fritz Falk</label>', text(firm, swap))
    send(firm, swap, what="accept", taker="fritz", sure="yes")
    return found[-1]


def test_a_new_colleague_takes_a_duty_gives_an_hour_away_and_leaves(firm: Firm) -> None:
    duty = swapped_to_fritz(firm)
    assert friday(firm) == ["fritz"] * 4
    hour = {"start": "2026-12-11T19:00", "end": "2026-12-11T20:00"}
    send(firm, duty, what="override", taker="ben", sure="yes", **hour)
    assert friday(firm) == ["fritz", "ben", "fritz", "fritz"]
    firm.clock.wind(timedelta(days=8))  # the duties must be planned again, and are not by itself
    gone = {**FALK, "left": "2026-12-10"}
    assert "Fritz Falk" in send(firm, "/people/fritz/particulars", **gone).text
    send(firm, "/people/fritz/particulars", **gone, sure="yes")
    firm.clock.wind(timedelta(days=3))
    page = text(firm, "/people")
    assert page.index("Cem Celik") < page.index("Fritz Falk") < page.index("has left")


def test_who_is_ill_on_the_day_is_replaced_from_the_duty_s_page(firm: Firm) -> None:
    duty = swapped_to_fritz(firm)
    firm.clock.wind(timedelta(days=10))
    action = re.search(
        r'action="(/people/\w+)"><input[^>]*><input[^>]*value="ill"', text(firm, duty)
    )
    assert action
    assert "Fritz Falk" in send(firm, action[1], what="ill").text
    answer = send(firm, action[1], what="ill", sure="yes")
    assert answer.location.startswith("/rota/video?draft=")
