"""Somebody accepts by text or link while the caller waits: they are called, and connected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from notify.carrier import Rejects, doesnt_hear
from oncall.incidents.hearing import Act
from oncall.incidents.incident import State
from oncall.services import acting
from tests.stories.callers import CALLERS, TABLES, enters_pin
from tests.stories.rotas import rang
from tests.stories.town import HOME, OURS, Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from notify.carrier import Handset
    from tests.databases import Copies

BY_VOICE = """\
team,when,severity,after_minutes,targets,channels,last_resort,rounds,every_minutes
video,,,0,role:primary,voice,,3,10
video,,,6,role:manager,voice,yes,,
"""


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        yield made
        made.carrier.nothing_else_happened()


def waits(town: Town) -> tuple[Handset, Handset]:
    """A customer waits, and who is on call rejected the first call; return both telephones."""
    first = town.phone(town.primary)
    first.behave(Rejects())
    weber = enters_pin(town)
    weber.press("1")
    town.later(12)
    first.expect_call()
    first.behave(doesnt_hear())
    return weber, first


def accepts_by_text(town: Town, first: Handset) -> str:
    """They reply yes; return what they are answered."""
    first.expect_text("Alster")
    first.sends(OURS, "ja")
    town.later(3)
    return first.expect_text(town.number(1))


def accepts_by_link(town: Town, first: Handset) -> str:
    """They press the button of the page behind the link; return that page."""
    link = re.search(rf"{HOME}(/p/\S+)", first.expect_text("Alster"))
    assert link
    browser = town.app.test_client()
    page = browser.get(link[1], base_url=HOME).get_data(as_text=True)
    csrf = re.search(r'name="csrf" value="([^"]+)"', page)
    assert csrf
    address = f"{link[1]}/accept?lang=de"
    done = browser.post(address, base_url=HOME, data={"csrf": csrf[1]}, follow_redirects=True)
    town.later(3)
    return done.get_data(as_text=True)


@pytest.mark.parametrize("accepts", [accepts_by_text, accepts_by_link])
def test_who_accepts_elsewhere_is_called_and_connected_by_a_key(town: Town, accepts) -> None:
    weber, first = waits(town)
    said = accepts(town, first)
    assert "Der Anrufer wartet noch" in said
    first.answers()
    town.later(3)
    assert "Der Anrufer wartet auf Sie" in first.heard
    assert "Ablehnen" not in first.heard, "it is theirs already"
    first.press("1")
    town.later(6)
    weber.says("Guten Abend.")
    assert "Guten Abend." in first.heard
    assert town.stands(1).state is State.WORKING


def test_the_caller_hears_who_has_it_and_that_they_are_being_called(town: Town) -> None:
    weber, first = waits(town)
    accepts_by_text(town, first)
    town.later(20)
    name = town.primary.title()
    assert name in weber.heard
    assert "Bitte bleiben Sie dran, wir rufen dort jetzt an" in weber.heard
    assert weber.is_talking
    weber.hangs_up()
    first.expect_call()


def test_who_does_not_pick_up_keeps_it_and_the_caller_is_promised_a_call_back(town: Town) -> None:
    weber, first = waits(town)
    accepts_by_text(town, first)
    town.later(90)
    first.expect_call()
    assert "Sie werden zurückgerufen, spätestens heute 19 Uhr 30" in weber.heard
    assert not weber.is_talking
    assert town.stands(1).holder == town.primary
    assert town.stands(1).state is State.ACCEPTED, "nobody else is called"


def test_who_says_nothing_to_that_call_keeps_it_and_hears_so(town: Town) -> None:
    weber, first = waits(town)
    accepts_by_text(town, first)
    first.answers()
    town.later(40)
    assert "haben Sie schon" in first.heard
    assert "es wird weiter gerufen" not in first.heard
    weber.hangs_up()
    assert town.stands(1).state is State.ACCEPTED


def test_a_caller_who_has_hung_up_meanwhile_can_be_called_back(town: Town) -> None:
    weber, first = waits(town)
    accepts_by_text(town, first)
    weber.hangs_up()
    first.answers()
    town.later(3)
    assert "Der Anrufer hat aufgelegt" in first.heard
    town.later(5)
    first.press("1")
    town.later(3)
    weber.answers()
    town.later(1)
    first.says("Hier ist die Bereitschaft.")
    assert "Hier ist die Bereitschaft." in weber.heard


def test_nobody_is_called_where_the_caller_left_before_anybody_accepted(town: Town) -> None:
    weber, first = waits(town)
    weber.hangs_up()
    town.later(1)
    assert "wartet noch" not in accepts_by_text(town, first)
    town.later(30)


def test_nobody_is_called_where_the_caller_leaves_before_that_call_is_made(town: Town) -> None:
    weber, first = waits(town)
    first.expect_text("Alster")
    acting.accept(town.database, 1, Act(town.primary, "reply", town.clock.at))
    weber.hangs_up()
    town.carrier.advance(1)
    town.later(30)
    assert town.stands(1).holder == town.primary


def test_a_message_is_left_at_any_time_while_they_are_called(town: Town) -> None:
    weber, first = waits(town)
    accepts_by_text(town, first)
    town.later(12)
    weber.press("2")
    town.later(5)
    assert "Ihre Nachricht wird aufgezeichnet" in weber.heard
    weber.hangs_up()
    first.expect_call()


def test_who_accepted_by_voice_and_has_no_text_gets_link_and_number(
    copies: Copies, tmp_path: Path
) -> None:
    tables = {**TABLES, "ladders": BY_VOICE}
    with town(copies, tmp_path, callers=CALLERS, tables=tables) as made:
        weber = enters_pin(made)
        made.later(5)
        first = made.phone(made.primary)
        first.answers()
        made.later(2)
        first.press("2")
        made.later(5)
        first.expect_text(made.number(1), weber.number, f"{HOME}/p/")
        weber.hangs_up()
        made.carrier.nothing_else_happened()


def test_who_accepted_by_voice_and_has_a_text_gets_no_second_one(town: Town) -> None:
    weber = enters_pin(town)
    town.later(5)
    first = town.phone(town.primary)
    first.answers()
    town.later(2)
    first.press("2")
    town.later(5)
    rang(first, calls=0, texts=1)
    weber.hangs_up()
