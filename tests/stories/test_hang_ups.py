"""A customer hangs up in each of the prompts: no report is lost, and paging goes on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.hotline.ladders import MANAGER
from oncall.incidents.events import Kind
from oncall.incidents.incident import State
from oncall.store import calls
from oncall.store import incidents as store
from tests.stories.callers import (
    CALLERS,
    DESK,
    PIN,
    SECOND,
    STRANGER,
    TABLES,
    WEBER,
    caller,
    enters_pin,
)
from tests.stories.rotas import rang
from tests.stories.test_accepted_elsewhere import accepts_by_text, waits
from tests.stories.town import OURS, Town, town

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from notify.carrier import Handset
    from tests.databases import Copies

NOON = datetime(2026, 12, 8, 10, tzinfo=UTC)
# What is pressed at which prompt until the one in which they hang up is heard.
AT_NIGHT = (
    ("Hotline.", ()),
    ("Bitte Ihre PIN", ()),
    ("Das hat nicht geklappt", ("1111#",)),
    ("Ihre Ticketnummer", (f"{PIN}#",)),
    ("Verbinden: 1", (f"{PIN}#",)),
    ("Diese Taste ist nicht belegt", (f"{PIN}#", "7")),
    ("Wir rufen jetzt jemanden", (f"{PIN}#", "1")),
    ("Wir rufen gerade die Erstbereitschaft", (f"{PIN}#", "1")),
    ("music.wav", (f"{PIN}#", "1")),
    ("Sprechen Sie nach dem Ton", (f"{PIN}#", "2")),
    ("(beep)", (f"{PIN}#", "2")),
    ("Ihre Nachricht ist notiert", (f"{PIN}#", "2", "says", "#")),
)
# Nobody is called then: the message is for the morning, or for the manager.
NOT_BOOKED = (
    ("keine Bereitschaft gebucht", ("3333#",)),
    ("Wir sind wieder da", ("3333#",)),
    ("Nachricht hinterlassen: 2. Nummer", ("3333#",)),
    ("(beep)", ("3333#", "2")),
)
UNKNOWN = (
    ("geht an unsere Leitung", ("#",)),
    ("Nachricht hinterlassen: 2. Nummer", ("#",)),
    ("(beep)", ("#", "2")),
)
IN_HOURS = (
    ("verbinden Sie mit dem Helpdesk", (f"{PIN}#", "1"), 0),
    ("Gerade ist niemand frei", (f"{PIN}#", "1"), 1),
)
# Where the next thing is pressed.
WAITS = {
    f"{PIN}#": "Bitte Ihre PIN",
    "1111#": "Bitte Ihre PIN",
    "1": "Verbinden: 1",
    "2": "Verbinden: 1",
    "7": "Verbinden: 1",
    "says": "(beep)",
    "#": "(beep)",
    "3333#": "Bitte Ihre PIN",
}
# Of whom nobody knows, it is hash alone.
WAITS_UNKNOWN = WAITS | {"#": "Bitte Ihre PIN", "2": "Nachricht hinterlassen: 2. Nummer"}
WAITS_UNBOOKED = WAITS | {"2": "Nachricht hinterlassen: 2. Nummer"}


def hears(town: Town, phone: Handset, words: str) -> None:
    """They hear something within two minutes."""
    for _ in range(1200):
        if words in phone.heard:
            return
        town.later(0.1)
    raise AssertionError(f"never heard {words!r}, but:\n{phone.heard}")


def hangs_up_in(
    town: Town,
    prompt: str,
    keys: tuple[str, ...],
    number: str = WEBER,
    waits: Mapping[str, str] = WAITS,
) -> Handset:
    """They call and go on as far as a prompt, and hang up in it."""
    weber = caller(town, number)
    weber.dials(OURS)
    for key in keys:
        hears(town, weber, waits[key])
        if key == "says":
            town.later(2)
            weber.says("Bitte schnell.")
            town.later(3)
        else:
            weber.press(key)
    hears(town, weber, prompt)
    weber.hangs_up()
    town.later(3)
    return weber


@pytest.mark.parametrize(("prompt", "keys"), AT_NIGHT)
def test_at_night_the_primary_is_called_whatever_the_caller_does(
    copies: Copies, tmp_path: Path, prompt: str, keys: tuple[str, ...]
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        hangs_up_in(made, prompt, keys)
        made.later(20)
        assert made.report(1).customer == "Alster"
        assert made.stands(1).state.climbs
        first = made.phone(made.primary)
        first.expect_text(made.number(1))
        first.expect_call()
        with made.database.begin() as tx:
            (call,) = calls.of_incident(tx, 1)
            assert store.by_id(tx, 1).reports == 1
        assert call.ended_at is not None
        assert Kind.FIRED in made.kinds(1)
        made.carrier.nothing_else_happened()


@pytest.mark.parametrize(("prompt", "keys", "rings"), IN_HOURS)
def test_in_hours_the_team_is_told_whatever_the_caller_does(
    copies: Copies, tmp_path: Path, prompt: str, keys: tuple[str, ...], rings: int
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES, begins=NOON) as office:
        hangs_up_in(office, prompt, keys)
        office.later(3 * 60)
        rang(caller(office, DESK), calls=rings, texts=0)
        for who in ("ada", "ben", "cem", "dora"):
            office.phone(who).expect_text(office.number(1))
        assert office.report(1).phone == WEBER
        office.carrier.nothing_else_happened()


def is_kept(town: Town) -> None:
    """The first incident is there, with one report and its call, which has ended."""
    with town.database.begin() as tx:
        (call,) = calls.of_incident(tx, 1)
        assert store.by_id(tx, 1).reports == 1
    assert call.ended_at is not None


@pytest.mark.parametrize(("prompt", "keys"), NOT_BOOKED)
def test_where_nothing_is_booked_the_report_waits_for_the_opening(
    copies: Copies, tmp_path: Path, prompt: str, keys: tuple[str, ...]
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        hangs_up_in(made, prompt, keys, SECOND, WAITS_UNBOOKED)
        made.later(5 * 60)
        assert made.report(1).customer == "Elbe"
        assert made.stands(1).state is State.REPORTED, "it has a time to begin, and nobody is woken"
        is_kept(made)
        made.carrier.nothing_else_happened()


@pytest.mark.parametrize(("prompt", "keys"), UNKNOWN)
def test_the_manager_is_called_of_somebody_unknown_who_leaves_no_message(
    copies: Copies, tmp_path: Path, prompt: str, keys: tuple[str, ...]
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        hangs_up_in(made, prompt, keys, STRANGER, WAITS_UNKNOWN)
        assert made.stands(1).ladder.rungs[0].targets == (MANAGER,)
        assert made.report(1).phone == STRANGER
        made.later(3 * 60 + 5)
        assert {Kind.FIRED, Kind.PASSED} & set(made.kinds(1)), "the manager's rung was climbed"
        is_kept(made)
        made.carrier.nothing_else_happened()


@pytest.mark.parametrize("prompt", ["Noch hat niemand angenommen", "wird aufgezeichnet", "(beep)"])
def test_after_the_longest_wait_paging_goes_on_whatever_the_caller_does(
    copies: Copies, tmp_path: Path, prompt: str
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        weber = enters_pin(made)
        weber.press("1")
        made.later(4 * 60)
        hears(made, weber, prompt)
        weber.hangs_up()
        made.later(2 * 60)
        rang(made.phone(made.primary), calls=2, texts=2)
        rang(made.phone(made.backup), calls=1, texts=1)
        assert made.stands(1).state is State.PAGING
        is_kept(made)
        made.carrier.nothing_else_happened()


def connects(town: Town) -> tuple[Handset, Handset]:
    """Who is on call accepts before the caller is in the queue, who is fetched out of it."""
    weber, first = enters_pin(town), town.phone(town.primary)
    town.later(5)
    first.expect_text("Alster")
    first.answers()
    town.later(2)
    first.press("1")
    town.later(1)
    weber.press("1")
    return weber, first


def calls_back(town: Town) -> tuple[Handset, Handset]:
    """Who is on call accepts, and calls back."""
    weber, first = enters_pin(town), town.phone(town.primary)
    weber.press("1")
    town.later(5)
    first.expect_text("Alster")
    first.answers()
    town.later(2)
    first.press("2")
    return weber, first


def texts_yes(town: Town) -> tuple[Handset, Handset]:
    """Who is on call accepts by text, and is called to be connected."""
    weber, first = waits(town)
    accepts_by_text(town, first)
    return weber, first


@pytest.mark.parametrize(
    ("accepts", "prompt"),
    [
        (connects, "Sie werden verbunden"),
        (calls_back, "hat Ihre Störung angenommen"),
        (texts_yes, "wir rufen dort jetzt an"),
    ],
)
def test_who_has_accepted_keeps_it_whatever_the_caller_does(
    copies: Copies,
    tmp_path: Path,
    accepts: Callable[[Town], tuple[Handset, Handset]],
    prompt: str,
) -> None:
    with town(copies, tmp_path, callers=CALLERS, tables=TABLES) as made:
        weber, first = accepts(made)
        hears(made, weber, prompt)
        weber.hangs_up()
        made.later(5)
        if first.is_talking:
            first.hangs_up()
        made.later(5 * 60)
        assert made.stands(1).holder == made.primary
        assert Kind.RELEASED not in made.kinds(1)
        is_kept(made)
        assert not made.phone(made.backup).inbox, "nobody else is paged"
