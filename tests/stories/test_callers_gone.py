"""An engineer wants to be connected with a caller who is not there: nobody waits for nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oncall.hotline.call import AWAITED
from oncall.incidents.incident import State
from oncall.services import hotline_endings
from oncall.store import calls
from tests.stories.callers import CALLERS, TABLES, enters_pin
from tests.stories.town import Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from notify.carrier import Handset
    from tests.databases import Copies

COMING = "Der Anrufer ist gleich da"
GONE = "Der Anrufer hat aufgelegt"


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        yield made
        made.carrier.nothing_else_happened()


def accepts(town: Town) -> Handset:
    """Who is on call takes the call and presses 1."""
    first = town.phone(town.primary)
    first.expect_text("Alster")
    first.answers()
    town.later(5)
    first.press("1")
    return first


def never_told_of(town: Town, phone: Handset) -> None:
    """They hang up, and the carrier loses all that it tells of it."""
    mischief = town.carrier.network.mischief
    before = mischief.faults
    mischief.faults = replace(before, callbacks_lost=1.0)
    phone.hangs_up()
    with town.database.begin() as tx:
        (call,) = calls.of_incident(tx, 1)
        calls.write(tx, replace(call, ended_at=None))
    mischief.faults = before


def calls_back(town: Town, first: Handset, weber: Handset) -> None:
    """They are offered to call back, do so, and are heard."""
    first.press("1")
    town.later(4)
    weber.answers()
    town.later(1)
    first.says("Guten Abend.")
    assert "Guten Abend." in weber.heard
    assert town.stands(1).state is State.WORKING


@pytest.mark.parametrize("pressed", ["", "1"])
def test_whose_hang_up_nobody_told_of_is_looked_for_a_few_times_and_can_be_called_back(
    town: Town, pressed: str
) -> None:
    weber = enters_pin(town)
    if pressed:
        weber.press(pressed)
    town.later(3)
    never_told_of(town, weber)
    town.later(2)
    first = accepts(town)
    began = town.clock.at
    while GONE not in first.heard and town.clock.at - began < timedelta(minutes=2):
        town.later(1)
    town.later(4)
    assert town.clock.at - began < timedelta(minutes=1)
    assert first.heard.count(COMING) == 2
    assert first.heard.count(GONE) == 1
    calls_back(town, first, weber)


def test_who_hears_all_of_it_and_presses_nothing_is_waited_for(town: Town) -> None:
    weber = enters_pin(town)
    town.later(1)
    first = accepts(town)
    town.later(40)
    assert GONE not in first.heard
    weber.says("Ich habe nichts gedrückt.")
    assert "Ich habe nichts gedrückt." in first.heard


def test_who_hangs_up_in_the_queue_is_gone_by_what_the_queue_tells_alone(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(5)
    hotline_endings.left(town.database, _sid(town), "hangup", town.clock.at)
    first = accepts(town)
    town.later(1)
    assert "verbunden" not in first.heard.partition("Annehmen")[2].partition("Ablehnen")[2]
    weber.hangs_up()


def test_who_records_a_message_is_not_waited_for(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("2")
    town.later(2)
    first = accepts(town)
    assert weber.is_talking
    town.later(8)
    assert COMING not in first.heard
    assert "verbunden" not in first.heard


def test_a_caller_is_waited_for_no_longer_than_anybody_waits(town: Town) -> None:
    weber = enters_pin(town)
    weber.press("1")
    town.later(3)
    with town.database.begin() as tx:
        now = town.clock.at
        assert calls.waited_for(tx, {1}, now)
        assert calls.waited_for(tx, {1}, now + AWAITED - timedelta(seconds=5))
        assert not calls.waited_for(tx, {1}, now + AWAITED)
    weber.hangs_up()
    accepts(town)


@pytest.mark.parametrize("pressed", ["", "1", "2"])
def test_a_worker_ends_a_call_that_nobody_tells_the_end_of(town: Town, pressed: str) -> None:
    weber = enters_pin(town)
    if pressed:
        weber.press(pressed)
    town.later(3)
    never_told_of(town, weber)
    now = town.clock.at
    assert hotline_endings.end_silent(town.database, now + timedelta(minutes=9)) == 0
    assert hotline_endings.end_silent(town.database, now + timedelta(minutes=11)) == 1
    with town.database.begin() as tx:
        (call,) = calls.of_incident(tx, 1)
    assert call.ended_at
    accepts(town)


def _sid(town: Town) -> str:
    with town.database.begin() as tx:
        (call,) = calls.of_incident(tx, 1)
    return call.sid
