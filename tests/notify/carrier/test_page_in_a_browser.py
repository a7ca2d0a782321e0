"""The phones played in a browser, by keyboard, while a call comes in and two are connected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.chromium import QUIET, path
from tests.notify.carrier.town import BEN, HOTLINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

    from tests.notify.carrier.town import Town

PATIENCE = 60_000  # milliseconds, after which a test that hangs fails


@pytest.fixture(name="page")
def _page(town: Town) -> Iterator[Page]:
    executable = path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(QUIET))
        page = browser.new_page(viewport={"width": 390, "height": 844})
        expect.set_options(timeout=PATIENCE)
        troubles: list[str] = []
        page.on("console", lambda said: troubles.append(said.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(f"{town.served.url}/?lang=de")
        expect(page.get_by_label("Anna").first).to_be_visible()
        yield page
        browser.close()
        assert troubles == []


def test_a_phone_rings_is_taken_by_keyboard_and_its_key_is_heard(town: Town, page: Page) -> None:
    town.desk.says |= {
        "/voice": "<Gather numDigits='1' action='/key'><Say>Zum Annehmen die 1.</Say></Gather>",
        "/key": f"<Say>Danke.</Say><Dial>{BEN}</Dial>",
    }
    town.call()
    town.wait(3)
    page.get_by_role("region", name="Es klingelt bei").get_by_role("button", name="Anna").click()
    page.keyboard.press("Enter")  # the focus is on «Annehmen»
    anna = page.get_by_role("article", name="Anna")
    expect(anna.get_by_role("log", name="Zu hören")).to_contain_text("Zum Annehmen die 1.")
    expect(anna.get_by_role("button", name="1", exact=True)).to_be_focused()
    page.keyboard.press("1")
    expect(anna.get_by_role("log", name="Zu hören")).to_contain_text("Danke.")
    town.wait(3)
    ben = page.get_by_role("article", name="Ben")
    ben.get_by_role("button", name="Annehmen").click()
    ben.get_by_label("Was Sie sagen").fill("Hier Ben.")
    page.keyboard.press("Enter")
    expect(anna).to_contain_text("verbunden mit Ben")
    expect(anna.get_by_role("log", name="Zu hören")).to_contain_text("Hier Ben.")
    anna.get_by_role("button", name="Auflegen").click()
    expect(ben).to_contain_text("frei")


def test_texts_are_read_and_answered_and_behaviour_is_chosen(town: Town, page: Page) -> None:
    anna = page.get_by_role("article", name="Anna")
    town.text(body="Störung 4711")
    town.wait(3)
    expect(anna.get_by_role("log", name="SMS")).to_contain_text("Störung 4711")
    anna.get_by_label("Text der SMS").fill("1")
    anna.get_by_label("Text der SMS").press("Enter")
    expect(anna.get_by_role("log", name="SMS")).to_contain_text("1")
    expect(anna.get_by_label("Text der SMS")).to_have_value("")
    town.wait(1)
    assert town.desk.at("/sms")[0]["To"] == HOTLINE
    anna.get_by_label("Verhalten").select_option("off")
    expect(anna).to_contain_text("ausgeschaltet")
    expect(anna.get_by_role("button", name="Anrufen")).to_be_hidden()


def test_nothing_is_wider_than_the_phone_that_shows_it(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 390
