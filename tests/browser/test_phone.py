"""On a phone: nothing is wider than the screen, and all can be done by tapping."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.demo_firm import DRAFT, TEAM
from tests.browser.planner import PHONE, Planner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.demo_firm import Installation

WIDTHS = "[document.documentElement.scrollWidth, window.innerWidth]"
PAGES = ("/", f"/rota/{TEAM}", "/bookings", "/bookings/new", "/bookings/W1", "/people")
MORE = ("/incidents", "/incidents/new", "/calls", f"/ladders/{TEAM}", "/reachable", "/swaps")
STILL_MORE = ("/reachable/people", "/people/jaya/reach", "/contracts", "/contracts/C1", "/due")


@pytest.fixture
def petra(browser: Browser, house: Installation) -> Iterator[Planner]:
    with Planner.at(browser, house.url, PHONE) as found:
        yield found


def test_no_page_is_wider_than_the_screen(petra: Planner) -> None:
    for address in (*PAGES, "/people/jaya"):
        for language in ("de", "en"):
            petra.page.goto(f"{petra.url}{address}?lang={language}")
            expect(petra.page.locator("h1")).to_be_visible()
            wide, screen = petra.page.evaluate(WIDTHS)
            assert wide <= screen == 390, address
    for address in (*MORE, *STILL_MORE):  # German words are the longer ones
        petra.page.goto(f"{petra.url}{address}?lang=de")
        expect(petra.page.locator("h1")).to_be_visible()
        assert petra.page.evaluate(WIDTHS) == [390, 390], address


def test_the_sections_are_behind_a_button_that_is_tapped(petra: Planner) -> None:
    petra.page.goto(petra.url)
    bookings = petra.page.locator("#pages").get_by_role("link", name="Bookings")
    expect(bookings).to_be_hidden()
    petra.page.get_by_role("button", name="Menu").tap()
    bookings.tap()
    expect(petra.page.locator("h1")).to_have_text("Bookings")
    expect(bookings).to_be_hidden()


def test_a_duty_is_given_away_by_tapping_and_the_draft_published(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.duty(chosen.duty).tap()
    offered = petra.page.locator("#sheet .give")
    refused = offered.filter(has_text=petra.name(chosen.unfit))
    expect(refused).to_contain_text(chosen.why.removeprefix(f"{petra.name(chosen.unfit)}: "))
    refused.dispatch_event("click")  # who taps what is greyed out finds nothing done
    expect(petra.page.locator("#sheet")).to_be_visible()
    offered.filter(has_text=petra.name(chosen.fits)).tap()
    petra.holds(chosen.fits, chosen.duty)
    assert petra.page.evaluate(WIDTHS) == [390, 390]
    petra.page.locator("#publish-open").tap()
    petra.page.locator("#publish-form [name=why]").fill("from the train")
    assert petra.page.evaluate(WIDTHS) == [390, 390]
    petra.page.locator("#publish-form [type=submit]").tap()
    petra.told("Version 2 is published")


def test_what_was_tapped_is_undone_by_a_tap(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.duty(chosen.duty).tap()
    petra.page.locator("#sheet .give").filter(has_text=petra.name(chosen.fits)).tap()
    petra.holds(chosen.fits, chosen.duty)
    petra.page.locator("#undo").tap()
    petra.holds(chosen.holder, chosen.duty)


def test_a_phone_shows_a_week_unless_asked_for_more(petra: Planner) -> None:
    petra.page.goto(f"{petra.url}/rota/{TEAM}")
    expect(petra.page.locator(".day")).to_have_count(7)
