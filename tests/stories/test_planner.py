"""A planner's fortnight on the command line: import, draft, edit, publish, and what comes after."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import write_folder
from tests.oncall.services.firms import PEOPLE
from tests.web.run import house, oncall

# Real commands read the real clock, so the story lies a month ahead of whenever it is told.
MONDAY = (datetime.now(UTC) + timedelta(days=35)).date()  # noqa: TID251
MONDAY -= timedelta(days=MONDAY.weekday())
SUNDAY = MONDAY + timedelta(days=13)
ASKED = MONDAY - timedelta(days=30)
BOOKINGS = f"""\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,{ASKED},{MONDAY},{SUNDAY},Mon-Fri 18:00-22:00,codec,1,0
B2,Wey,voice,{ASKED},{MONDAY},{SUNDAY},Sat-Sun 10:00-16:00,none,1,0
"""


@pytest.fixture
def firm(urls, tmp_path):
    """A firm that is imported, and a way to give commands in it."""
    env = house(urls, ONCALL_HOME=str(tmp_path / "home"), ONCALL_USER="petra")

    def command(*words):
        return oncall(*words, env=env)

    folder = write_folder(tmp_path / "firm", people=PEOPLE, bookings=BOOKINGS)
    assert command("import", folder).exit_code == 0
    return command


def drafted(firm, *more):
    done = firm("rota", "draft", "video", "--from", MONDAY, "--weeks", 2, "--seconds", 5, *more)
    assert done.exit_code == 0, done.output
    return done.stderr.split()[1].rstrip(":")


def published(firm):
    draft = drafted(firm)
    done = firm("rota", "publish", draft, "--why", "winter")
    assert done.exit_code == 0, done.output
    return done


def duties(firm, *more):
    weeks = () if "--draft" in more else ("--from", MONDAY, "--weeks", 2)
    return json.loads(firm("rota", "show", "video", *weeks, "--json", *more).stdout)["duties"]


def test_from_a_folder_to_a_published_rota(firm):
    draft = drafted(firm)
    compared = firm("rota", "compare", draft)
    assert compared.stdout.count("\n+ D") + compared.stdout.startswith("+ D") == 10
    assert "touches: " in compared.stdout
    done = firm("rota", "publish", draft, "--why", "winter")
    assert done.stdout.startswith("video: version 1, 10 duties changed for ")
    assert len(duties(firm)) == 10
    assert "winter" in firm("rota", "versions", "video").stdout
    told = [json.loads(line) for line in firm("rota", "messages", "video").stdout.splitlines()]
    assert {line["kind"] for line in told} == {"duties"}
    again = firm("rota", "publish", draft)
    assert (again.exit_code, "is published" in again.stderr) == (2, True)


def test_an_edit_that_breaks_a_rule_is_shown_and_keeps_the_draft_from_being_published(firm):
    draft = drafted(firm)
    duty = duties(firm, "--draft", draft)[0]["duty"]
    edited = firm("rota", "assign", draft, duty, "dora")
    assert edited.exit_code == 1
    assert "breach: eligible: Dora Dahl: lacks the skill codec" in edited.stdout
    assert firm("rota", "check", draft).exit_code == 1
    refused = firm("rota", "publish", draft)
    assert refused.exit_code == 2
    assert "can't be published: eligible: Dora Dahl" in refused.stderr
    assert firm("rota", "undo", draft).exit_code == 0
    assert firm("rota", "publish", draft).exit_code == 0


def test_a_gap_is_made_and_closed_by_hand(firm):
    draft = drafted(firm)
    duty = duties(firm, "--draft", draft)[0]
    cleared = firm("rota", "clear", draft, duty["duty"])
    assert cleared.stdout.startswith("gap: B1 primary")
    added = firm(
        *("rota", "add", draft, duty["person"], "--from", duty["start"], "--until", duty["end"])
    )
    assert added.exit_code == 0, added.output
    assert "mended: gap: B1 primary" in added.stdout


def test_a_duty_is_moved_and_split(firm):
    draft = drafted(firm)
    duty = duties(firm, "--draft", draft)[0]
    middle = f"{MONDAY}T20:00"
    halves = firm("rota", "split", draft, duty["duty"], "--at", middle)
    assert "B1" in halves.stdout
    assert len(duties(firm, "--draft", draft)) == 11
    moved = firm(
        *("rota", "move", draft, duty["duty"], "--from", f"{MONDAY}T18:00", "--until", middle)
    )
    assert moved.exit_code in (0, 1)
    refused = firm("rota", "move", draft, "D0", "--from", middle, "--until", middle)
    assert refused.exit_code == 2


def test_a_second_planner_s_draft_is_stale(firm):
    first, second = drafted(firm), drafted(firm)
    assert firm("rota", "publish", first).exit_code == 0
    refused = firm("rota", "publish", second)
    assert refused.exit_code == 2
    assert "is at version 1 by now, this was made from version 0" in refused.stderr


def test_a_draft_is_solved_again_around_what_was_set_by_hand(firm):
    draft = drafted(firm)
    duty = duties(firm, "--draft", draft)[0]
    other = next(p for p in ("ada", "ben", "cem") if p != duty["person"])
    firm("rota", "assign", draft, duty["duty"], other)
    again = drafted(firm, "--like", draft, "--pin", duty["duty"])
    now = {each["duty"]: each["person"] for each in duties(firm, "--draft", again)}
    assert now[duty["duty"]] == other
    assert firm("rota", "publish", again).exit_code == 0


def test_who_is_on_call_is_shown_with_who_is_next(firm):
    published(firm)
    at = firm("rota", "show", "video", "--at", f"{MONDAY}T19:00")
    assert at.exit_code == 0
    assert at.stdout.startswith("primary: ")
    assert "  then " in at.stdout
    nobody = firm("rota", "show", "video", "--at", f"{MONDAY}T12:00")
    assert (nobody.exit_code, "nobody is on call" in nobody.stdout) == (3, True)


def test_overrides_and_swaps_on_the_command_line(firm):
    published(firm)
    first, second = duties(firm)[:2]
    offered = firm("rota", "swap", "offer", first["duty"], "--why", "choir")
    assert offered.stdout.startswith("swap 1, offered to: ")
    taker = next(p for p in ("ada", "ben", "cem") if p != first["person"])
    accepted = firm("rota", "swap", "accept", 1, taker)
    assert accepted.exit_code == 0, accepted.output
    assert "video: version 2, 1 duty changed for 2 people" in accepted.stdout
    assert "accepted" in firm("rota", "swap", "list", "video").stdout
    assert firm("rota", "swap", "take-back", 1).exit_code == 0
    stretch = ("--from", f"{MONDAY}T19:00", "--until", f"{MONDAY}T20:00")
    done = firm("rota", "override", first["duty"], taker, *stretch)
    assert done.exit_code == 0, done.output
    assert firm("rota", "override", first["duty"], "dora").exit_code == 2
    assert len(duties(firm, "--version", 1)) == 10
    assert len(duties(firm)) == 12
    assert second in duties(firm)


def test_who_is_ill_is_replaced_in_one_command(firm):
    published(firm)
    before = duties(firm)
    who = before[0]["person"]
    done = firm("rota", "ill", who, "--until", SUNDAY)
    assert done.exit_code == 0, done.output
    after = duties(firm)
    assert who not in {each["person"] for each in after}
    assert [each for each in before if each["person"] != who] == [
        each for each in after if each["duty"] in {b["duty"] for b in before if b["person"] != who}
    ]
    assert "illness" in firm("rota", "versions", "video").stdout


def test_an_absence_over_a_published_duty_offers_a_new_plan_that_mends_it(firm):
    published(firm)
    duty = duties(firm)[0]
    done = firm("absences", "add", duty["person"], MONDAY, MONDAY)
    assert done.exit_code == 0, done.output
    assert "conflict: " in done.stdout
    words = done.stdout.split("re-plan with: oncall ")[1].split()
    again = firm(*words, "--seconds", 5)
    assert again.exit_code == 0, again.output
    draft = again.stderr.split()[1].rstrip(":")
    assert firm("rota", "publish", draft).exit_code == 0
    assert firm("rota", "check", "video").exit_code == 0
