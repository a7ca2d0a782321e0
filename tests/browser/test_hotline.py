"""What `make demo` ends with: the hotline is dialled on the page of the phones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.hotline_night import phones
from tests.browser.planner import Planner

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.browser.demo_firm import Installation
    from tests.browser.hotline_night import Phones

MABEL, PIN = "Mabel Duckworth", "314159"


@pytest.fixture(name="demo")
def _demo(browser: Browser, house: Installation) -> Iterator[Phones]:
    with (
        Planner.at(browser, house.url) as petra,
        phones(house.database, house.home, petra.page) as found,
    ):
        yield found


def calls(demo: Phones) -> None:
    """Somebody follows the steps on top, from the first to the third."""
    expect(demo.page.get_by_role("article").first).to_contain_text(f"PIN {PIN}")
    demo.presses(MABEL, "Call")
    demo.later(8)
    demo.hears(MABEL, "Please enter your PIN")
    demo.presses(MABEL, *PIN, "#")
    demo.later(14)
    demo.hears(MABEL, "To be connected, press 1")
    demo.presses(MABEL, "1")
    demo.hears(MABEL, "Please hold the line")


def test_a_customer_is_connected_with_an_engineer_who_resolves_it(demo: Phones) -> None:
    calls(demo)
    engineer = demo.primary
    demo.rings_at(engineer)
    demo.types(["Enter"])
    demo.later(5)
    demo.hears(engineer, "Puddleford Borough Council")
    demo.types("1")
    demo.later(8)
    demo.hears(engineer, "You are being connected.")
    expect(demo.of(MABEL)).to_contain_text(f"connected with {engineer}")
    demo.says(engineer, "Good evening, what is wrong?")
    demo.hears(MABEL, "Good evening, what is wrong?")
    demo.presses(MABEL, "Hang up")
    demo.later(20)
    demo.page.get_by_role("link", name="The incidents").click()
    demo.page.get_by_role("link", name="PBC100001").click()
    expect(demo.page.get_by_label("I act as")).to_have_value(engineer.partition(" ")[0].lower())
    demo.page.get_by_text("Resolve", exact=True).click()
    demo.page.get_by_label("What was done?").fill("A plug was loose.")
    demo.page.get_by_role("button", name="It is resolved").click()
    expect(demo.page.locator("#now")).to_contain_text("over")


def test_with_nobody_answering_it_climbs_and_the_caller_leaves_a_message(demo: Phones) -> None:
    calls(demo)
    engineer = demo.primary
    demo.rings_at(engineer)
    demo.rings_at("Ciara Curlew")
    expect(demo.of(engineer)).to_contain_text("free")
    demo.hears(MABEL, "To leave a message, press 2.")
    demo.presses(MABEL, "2")
    demo.later(12)
    demo.hears(MABEL, "(beep)")
    demo.says(MABEL, "The council chamber has no sound.")
    demo.later(5)
    demo.presses(MABEL, "#")
    demo.later(10)
    demo.hears(MABEL, "your message is noted")
    demo.rings_at(engineer)
    demo.page.get_by_role("link", name="The incidents").click()
    demo.page.get_by_role("link", name="PBC100001").click()
    expect(demo.page.locator("main")).to_contain_text("message of the caller")
