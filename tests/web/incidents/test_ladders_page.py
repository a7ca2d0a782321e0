"""A team's ladders as pictures: which holds now, whom it means, whether it is in time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from oncall.bookings import Windows
from oncall.folder.weekly import windows
from oncall.services.importing import import_folder
from tests.builders import write_folder
from tests.web.pages.desks import see, text
from tests.web.pages.rotas import BOOKINGS, PEOPLE
from web.incidents.hours_words import as_cell

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.incidents.conftest import Desk

LADDERS = """\
team,when,severity,after_minutes,targets,channels
video,Mon-Fri 18:00-22:00,,0,role:primary,
video,Mon-Fri 18:00-22:00,,6,role:backup,
video,,critical,0,team:video,sms
video,,critical,16,person:cem,voice
"""


@pytest.fixture
def laddered(desk: Desk, tmp_path: Path) -> Desk:
    """The firm, with an evening ladder and one for what is critical."""
    tables = {"people": PEOPLE, "bookings": BOOKINGS, "ladders": LADDERS}
    folder = write_folder(tmp_path / "with ladders", **tables)
    import_folder(desk.database, folder, by="petra", now=desk.now)
    return desk


def cards(page: str) -> list[str]:
    return [re.sub(r"<[^>]+>|\s+", " ", card) for card in page.split("<section")[1:]]


def test_a_team_without_ladders_has_the_usual_one(desk: Desk) -> None:
    (card,) = cards(text(desk.firm, "/ladders/video"))
    assert "the usual one" in card
    assert "All are tried by minute 10; 5 minutes of the response time are left." in card
    assert "Primary: Ada Ahlers" in card
    assert "Manager: nobody at the moment" in card


def test_which_ladder_holds_now_is_marked(laddered: Desk) -> None:
    evening, worst, usual = cards(text(laddered.firm, "/ladders/video"))
    assert "holds now: major, minor" in evening
    assert "holds now: critical" in worst
    assert "holds now" not in usual


def test_one_that_tries_somebody_too_late_says_so(laddered: Desk) -> None:
    _, worst, _ = cards(text(laddered.firm, "/ladders/video"))
    assert "The last are tried at minute 16 only, when the 15 minutes are over." in worst


def test_an_incident_has_the_ladder_that_held_when_it_was_reported(laddered: Desk) -> None:
    number = laddered.report()
    assert "Next at 18:36: Backup (Ben Boyd)" in text(laddered.firm, f"/incidents/{number}")


def test_a_team_that_there_is_not_is_told(desk: Desk) -> None:
    answer = see(desk.firm, "/ladders/nobody")
    assert answer.status_code == 404
    assert "There is no team “nobody”" in answer.text


@pytest.mark.parametrize(
    "cell", ["always", "out-of-hours", "Mon,Wed-Thu,Holiday 18:00-06:00; Sun 00:00-24:00"]
)
def test_hours_are_said_as_they_would_be_written(cell: str) -> None:
    assert as_cell(windows(cell)) == cell
    assert as_cell(Windows.ALWAYS) == "always"
