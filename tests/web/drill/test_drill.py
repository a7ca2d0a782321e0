"""`oncall drill` as a person or a script meets it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from oncall.people import Role
from oncall.store.migrating import migrate, revisions
from tests.web.drill.evenings import AT, HALF_PAST_SIX, on_duty
from tests.web.run import oncall
from web.drill.report import lines
from web.printing.wording import outside_pages

if TYPE_CHECKING:
    from tests.web.drill.evenings import Evening
    from web.embedded.server import Addresses


def calls(told: dict[str, Any]) -> list[tuple[str, float, str]]:
    """Return who was called, in which minute, and what became of it."""
    some = (each for each in told["timeline"] if each.get("by") == "call")
    return [(each["who"], each["after"] // 60, each["what"]) for each in some]


def test_where_nobody_answers_it_tells_whose_telephone_rang_when(evening: Evening) -> None:
    told = evening.told()
    silent = "rang 22 s, nobody answered"
    assert calls(told)[:5] == [
        ("Ada Ahlers", 0, silent),
        ("Ada Ahlers", 3, silent),
        ("Ben Boyd", 5, silent),
        ("Ben Boyd", 8, silent),
        ("Cem Celik", 10, silent),
    ]
    assert [(each["who"], each["after"] // 60) for each in told["reached"]] == [
        ("primary", 0),
        ("backup", 5),
        ("last resort", 10),
    ]
    assert told["in_time"]


def test_it_is_told_on_the_terminal_and_the_firms_database_holds_the_same_afterwards(
    evening: Evening,
) -> None:
    before = evening.holds()
    found = evening.drill("--team", "video", "--at", AT)
    assert found.exit_code == 0
    assert "Mon 7 Dec 2026 18:30 Europe/Berlin" in found.stdout
    assert "0:00  1.1 Primary  Ada Ahlers  call  …0011   rang 22 s, nobody" in found.stdout
    assert "text  …0012   delivered" in found.stdout
    assert "Nobody answered in 2 rounds" in found.stdout
    assert "primary: called, and had rung after 0:22, within 15 min; proven: 0:50" in found.stdout
    assert evening.holds() == before


def test_a_database_of_another_version_is_left_at_it_and_it_is_said(
    evening: Evening, urls: Addresses
) -> None:
    before = list(revisions())[-2]
    migrate(urls.owner, before, may_lose=True)
    found = evening.drill("--team", "video", "--at", AT)
    assert (found.exit_code, found.stdout) == (1, "")
    assert f"the database is at revision {before}, and this version needs" in found.stderr
    assert "oncall migrate" in found.stderr
    assert migrate(urls.owner, before).steps == (), "it is still there"


@pytest.mark.parametrize(("who", "minute"), [("ada", 0), ("backup", 5), ("cem", 10)])
def test_whoever_accepts_ends_it(evening: Evening, who: str, minute: int) -> None:
    told = evening.told(who)
    assert told["in_time"]
    assert told["accepted"]["after"] // 60 == minute
    assert max(each["after"] for each in told["timeline"]) == told["accepted"]["after"]


def test_a_mailbox_that_answers_has_accepted_nothing(evening: Evening) -> None:
    told = evening.told(have_mailboxes=True)
    assert calls(told)[0] == ("Ada Ahlers", 0, "rang 20 s, then a mailbox answered")
    assert told["accepted"] is None


def test_whoever_has_no_number_is_not_reached_and_a_script_hears_it(evening: Evening) -> None:
    on_duty(evening.database, {Role.PRIMARY: "ada", Role.BACKUP: "dora", Role.MANAGER: "cem"})
    found = evening.drill("--team", "video", "--at", AT)
    assert found.exit_code == 3
    assert "backup: not called" in found.stdout
    assert "Dora Dahl can't be reached on any way; the next are tried." in found.stdout


def test_who_is_to_accept_and_is_never_called_does_not_accept(evening: Evening) -> None:
    assert not evening.held("dora").is_in_time


def test_outside_of_what_is_booked_it_says_so(evening: Evening) -> None:
    with outside_pages("en"):
        told = "\n".join(lines(evening.held(at=HALF_PAST_SIX + timedelta(days=1, hours=16))))
    assert "nothing is booked at that time" in told
    assert "no telephone rang" in told


def test_the_firms_accounts_are_not_even_read(evening: Evening) -> None:
    """Whoever reads these says that they are wrong."""
    wrong = {"TWILIO_NUMBER": "none", "TWILIO_API_KEY": "SK", "ONCALL_SMTP": "none"}
    evening.env |= wrong | {"ONCALL_PLANNERS": "none", "ONCALL_OUTSIDE": "none"}
    assert oncall("rota", "show", "video", "--at", AT, env=evening.env).exit_code == 2
    found = evening.drill("--customer", "Alster", "--at", AT, "--accepts", "primary", "--json")
    assert found.exit_code == 0
    assert json.loads(found.stdout)["accepted"]["by"] == "ada"


def test_own_ways_and_delays_to_reach_somebody_count(evening: Evening) -> None:
    with evening.database.begin() as tx:
        way = "insert into reaches (person, channel, address, delay, made_at, verified_at) values "
        tx.execute(text(f"{way}('ada', 'voice', '+352621000001', 90, now(), now())"))
        tx.execute(text(f"{way}('ada', 'push', 'ntfy://ntfy.example/ada', 0, now(), null)"))
    told = evening.told()
    first = next(each for each in told["timeline"] if each.get("by") == "call")
    assert (first["after"], first["number"]) == (90, "…0001")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "--team: video, voice"),
        (("--team", "vidoe"), "the nearest is video"),
        (("--team", "video", "--customer", "Alstr"), "the nearest is Alster"),
        (("--team", "video", "--accepts", "bakup"), "the nearest is backup"),
        (("--team", "video", "--at", "soon"), "write it like 2026-12-07T18:00"),
    ],
)
def test_bad_input_is_a_sentence_with_a_cure(
    evening: Evening, words: tuple[str, ...], sentence: str
) -> None:
    found = evening.drill(*words)
    assert (found.exit_code, found.stdout) == (2, "")
    assert sentence in found.stderr
