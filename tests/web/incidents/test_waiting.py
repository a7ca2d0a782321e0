"""Waiting for the customer by page and by command: offered where agreed, seen on the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.clock import SystemClock
from oncall.incidents.report import Report
from oncall.services import intake
from tests.oncall.services.agreed import agreed
from tests.web.incidents.test_command import Shell, shell
from tests.web.incidents.test_pages import do, said, stands
from tests.web.incidents.test_picture import drawn
from tests.web.pages.desks import text

if TYPE_CHECKING:
    from oncall.store.db import Database
    from tests.web.incidents.conftest import Desk

__all__ = ["shell"]
WAIT, GO_ON = 'value="wait"', 'value="go-on"'


def accepted(desk: Desk, contract: str = "WAITS") -> str:
    agreed(desk.database)
    number = desk.report(customer="Lahn AG", contract=contract)
    do(desk, number, "accept")
    return number


def page_of(desk: Desk, number: str, language: str = "en") -> str:
    return text(desk.firm, f"/incidents/{number}?as=ada&lang={language}")


def test_the_button_stands_only_where_the_contract_allows_it_and_for_who_has_it(desk: Desk) -> None:
    number = accepted(desk)
    assert WAIT in page_of(desk, number)
    assert GO_ON not in page_of(desk, number)
    assert WAIT not in text(desk.firm, f"/incidents/{number}?as=ben")
    do(desk, number, "wait")
    page = page_of(desk, number)
    assert (WAIT in page, GO_ON in page) == (False, True)
    do(desk, number, "go-on")
    do(desk, number, "park", owner="ada")
    assert WAIT not in page_of(desk, number)


def test_where_it_was_not_agreed_there_is_no_button_and_a_request_is_refused(desk: Desk) -> None:
    number = accepted(desk, "STRICT")
    assert WAIT not in page_of(desk, number)
    assert said(do(desk, number, "wait")).startswith("No contract that is known of it lets clocks")
    assert stands(desk, number).waiting_since is None


def test_a_clock_that_stands_still_is_neither_left_nor_broken(desk: Desk) -> None:
    number = accepted(desk)
    desk.later(10)
    do(desk, number, "wait")
    desk.later(60)
    page = page_of(desk, number)
    assert "waits for the customer" in page
    assert "since 18:40; the clocks stand still" in page
    assert "left to begin" not in page
    assert drawn(page, "bar clock broken") == drawn(page, "bar clock left") == []
    still = "Readiness to act, 30 min: stands still; paused 1 h"
    assert drawn(page, "bar clock still") == [still]
    assert drawn(page, "bar held waits") == [
        "Ada Ahlers waited for the customer, 18:40 – 19:40 (1 h)"
    ]
    assert "waits for the customer" in text(desk.firm, "/incidents")


def test_afterwards_the_pause_and_the_new_time_are_on_record(desk: Desk) -> None:
    number = accepted(desk)
    desk.later(10)
    do(desk, number, "wait")
    desk.later(60)
    do(desk, number, "go-on")
    desk.later(5)
    do(desk, number, "start")
    page = page_of(desk, number)
    kept = "Readiness to act, 30 min: kept, 15 min; paused 1 h"
    assert drawn(page, "bar clock still") == [kept]
    assert "Ada Ahlers waits for the customer: the clocks stand still." in page
    assert "waited for since 18:40; the clocks run again. Readiness to act: now due 20:00." in page
    german = page_of(desk, number, "de")
    assert "Ada Ahlers wartet auf den Kunden: Die Uhren stehen still." in german
    assert "Seit 18:40 wurde auf den Kunden gewartet; die Uhren laufen wieder." in german


def test_a_promise_that_was_broken_before_stays_broken_on_the_picture(desk: Desk) -> None:
    number = accepted(desk)
    desk.later(31)
    do(desk, number, "wait")
    desk.later(4)
    assert len(drawn(page_of(desk, number), "bar clock broken")) == 1


def test_it_is_said_by_command(shell: Shell, database: Database) -> None:
    agreed(database)
    report = Report("video", "Bild", customer="Lahn AG", contract="WAITS")
    number = intake.take(database, report, by="petra", now=SystemClock().now()).number
    early = shell("wait", number)
    assert (early.exit_code, early.stdout) == (1, "")
    shell("accept", number)
    waits = shell.json("wait", number)
    assert (waits["answer"], waits["due"]) == ("done", None)
    (entry,) = shell.json("list")
    assert (entry["needs"], entry["due"]) == ("waits", {})
    assert shell("wait", number).exit_code == 1
    assert shell("go-on", number).stdout == f"{number}: Done.\n"
    assert shell("go-on", number).exit_code == 1
    assert "waits for the customer: the clocks stand still." in shell("show", number).stdout


def test_the_command_says_why_nobody_may_wait(shell: Shell) -> None:
    number = shell.open()
    shell("accept", number)
    answer = shell("wait", number)
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert (
        "No contract that is known of it lets clocks pause; nothing was changed." in answer.stderr
    )
