"""A customer hangs up in each of the prompts: no report is lost, and paging goes on."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from oncall.incidents.events import Kind
from oncall.store import calls
from oncall.store import incidents as store
from tests.stories.callers import CALLERS, DESK, PIN, TABLES, WEBER, caller
from tests.stories.rotas import rang
from tests.stories.town import OURS, Town, town

if TYPE_CHECKING:
    from pathlib import Path

    from notify.carrier import Handset
    from oncall.store.db import Database

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
# What whoever is on call does, and what is heard by the caller then, in the queue.
ENGINEER = (
    ("Sie werden verbunden", "key"),
    ("wir rufen dort jetzt an", "reply"),
    ("hat Ihre Störung angenommen", "key 2"),
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
}


def hears(town: Town, phone: Handset, words: str) -> None:
    """They hear something within two minutes."""
    for _ in range(1200):
        if words in phone.heard:
            return
        town.later(0.1)
    raise AssertionError(f"never heard {words!r}, but:\n{phone.heard}")


def hangs_up_in(town: Town, prompt: str, keys: tuple[str, ...]) -> Handset:
    """They call and go on as far as a prompt, and hang up in it."""
    weber = caller(town)
    weber.dials(OURS)
    for key in keys:
        hears(town, weber, WAITS[key])
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
    database: Database, tmp_path: Path, prompt: str, keys: tuple[str, ...]
) -> None:
    with town(database, tmp_path, callers=CALLERS, tables=TABLES) as made:
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
    database: Database, tmp_path: Path, prompt: str, keys: tuple[str, ...], rings: int
) -> None:
    with town(database, tmp_path, callers=CALLERS, tables=TABLES, begins=NOON) as office:
        hangs_up_in(office, prompt, keys)
        office.later(3 * 60)
        rang(caller(office, DESK), calls=rings, texts=0)
        for who in ("ada", "ben", "cem", "dora"):
            office.phone(who).expect_text(office.number(1))
        assert office.report(1).phone == WEBER
        office.carrier.nothing_else_happened()
