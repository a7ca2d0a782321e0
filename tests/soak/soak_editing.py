"""The database is gone for half a minute while somebody plans on the page, in a real browser."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from oncall.drafts import Request
from oncall.services import drafting
from oncall.store import draft_rows
from oncall.store.db import Database
from oncall.store.migrating import migrate
from solver.outcome import Budget
from tests.browser import chromium, demo_firm
from tests.browser.demo_firm import DAYS, DRAFT, TEAM
from tests.browser.planner import SHOWN, Planner, middle
from tests.oncall.services.firms import MONDAY, NOW
from tests.web.embedded.asking import server_of
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

GONE = 30.0  # seconds
BACK = 60_000  # milliseconds until all must be as if nothing had been
SAID = {"en": re.compile("nothing is lost", re.I), "de": re.compile("nichts.{0,5} verloren")}


@dataclass
class Firm:
    home: Path
    database: Database
    house: demo_firm.Installation

    @contextmanager
    def ended(self) -> Iterator[None]:
        """The server is gone, and whoever asks is told so at once."""
        stop(self.home)
        yield
        ensure_running(self.home)

    @contextmanager
    def hung(self) -> Iterator[None]:
        """The server answers nobody, as on a machine that is swapping."""
        postmaster = server_of(self.home)
        found = subprocess.run(
            ["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=True
        )
        some = [postmaster, *map(int, found.stdout.split())]
        signalled(some, signal.SIGSTOP)
        yield
        signalled(some, signal.SIGCONT)

    def edits(self) -> list[str]:
        """What was done to the draft by hand."""
        with self.database.begin() as tx:
            return [what for _, what in draft_rows.log(tx, DRAFT)]


def signalled(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        os.kill(pid, what)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium.launched(chromium.path()) as found:
        yield found


@pytest.fixture
def firm(tmp_path: Path) -> Iterator[Firm]:
    home = tmp_path / "home"
    urls = ensure_running(home)
    migrate(urls.owner)
    with closing(Database(urls.app)) as database:
        demo_firm.build(database)
        house = demo_firm.Installation("demo", database, tmp_path)
        house.begin()
        yield Firm(home, database, house)
        house.end()
    stop(home)


def dragged(petra: Planner, duty: str, person: str) -> None:
    """Drag a duty to somebody, without waiting for what the page would say to it."""
    mouse = petra.page.mouse
    petra.duty(duty).scroll_into_view_if_needed()
    mouse.move(*middle(petra.duty(duty)))
    mouse.down()
    mouse.move(*middle(petra.row(person).locator(".track")), steps=10)
    mouse.up()


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("how", [Firm.ended, Firm.hung], ids=["ended", "hung"])
def test_what_is_dragged_meanwhile_is_kept_and_saved_once(browser, firm, how, lang):
    with Planner.at(browser, firm.house.url) as petra:
        chosen = petra.choice(DRAFT)
        petra.open(DRAFT, lang=lang)
        unsaved = petra.page.locator("#unsaved")
        with how(firm):
            begun = time.monotonic()
            dragged(petra, chosen.duty, chosen.fits)
            expect(unsaved).to_contain_text(SAID[lang], timeout=BACK)
            expect(petra.row(chosen.fits).locator(".duty.unsaved, .duty.saving")).to_be_visible()
            time.sleep(max(0, GONE - (time.monotonic() - begun)))
        expect(unsaved).to_be_hidden(timeout=BACK)
        expect(petra.page.locator("#saving")).to_be_hidden(timeout=BACK)
        petra.holds(chosen.fits, chosen.duty)
        time.sleep(10)
        assert firm.edits() == ["assign"]


def test_a_page_that_is_loaded_again_meanwhile_comes_back_by_itself_and_saves(browser, firm):
    with Planner.at(browser, firm.house.url) as petra:
        chosen = petra.choice(DRAFT)
        petra.open(DRAFT)
        with firm.ended():
            dragged(petra, chosen.duty, chosen.fits)
            expect(petra.page.locator("#unsaved")).to_contain_text(SAID["en"])
            petra.page.reload()
            expect(petra.page.locator("body")).to_contain_text(SAID["en"])
            time.sleep(GONE)
        expect(petra.page.locator(SHOWN)).to_be_visible(timeout=BACK)
        petra.holds(chosen.fits, chosen.duty)
        assert firm.edits() == ["assign"]


def test_who_watches_a_draft_is_told_and_then_sees_it_done(browser, firm):
    request = Request(TEAM, MONDAY, DAYS, budget=Budget(seconds=60))
    with demo_firm.working(firm.database), Planner.at(browser, firm.house.url) as petra:
        number = drafting.ask(firm.database, request, "petra", NOW)
        petra.open(number)
        expect(petra.page.locator("#watch-best")).not_to_have_text("–", timeout=BACK)
        with firm.ended():
            expect(petra.page.locator("#watch-note")).to_contain_text(SAID["en"], timeout=BACK)
            time.sleep(GONE)
        expect(petra.page.locator("#watch-note")).to_be_empty(timeout=BACK)
        expect(petra.page.locator("#watch")).to_be_hidden(timeout=2 * BACK)
        assert drafting.get(firm.database, number).state == "ready"
