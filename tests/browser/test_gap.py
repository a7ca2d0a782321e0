"""New Year's Eve in the demo: the page says what would close its gap, leads there, and it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.demo_firm import DRAFT, working
from tests.browser.planner import SHOWN

if TYPE_CHECKING:
    from tests.browser.demo_firm import Installation
    from tests.browser.planner import Planner


def test_a_gap_says_for_everybody_why_not(petra: Planner) -> None:
    petra.open()
    petra.page.locator(".cover.gap").click()
    reasons = petra.page.locator("#sheet .because li")
    expect(reasons).to_have_count(petra.page.locator(".lane.person").count())
    expect(reasons.filter(has_text="Quentin Quail")).to_contain_text("broadcast")


def test_the_gap_is_closed_by_following_its_cure(house: Installation, petra: Planner) -> None:
    page = petra.page
    petra.open(DRAFT)
    expect(page.locator("#gaps-count")).to_have_text("1 gap")
    page.locator(".cover.gap").click()
    page.locator(".cure-box a").click()
    expect(page.locator("h1")).to_have_text("Jaya Jackdaw")
    page.get_by_label("From").fill("2026-12-31T16:50")
    page.get_by_label("Until").fill("2026-12-31T17:00")
    page.get_by_role("button", name="See what follows").first.click()
    page.get_by_role("button", name="Add the absence").click()
    page.get_by_role("link", name="Back to the rota").click()
    expect(page.locator(SHOWN)).to_be_visible()
    with working(house.database):
        page.locator("#ask-open").click()
        page.locator("#ask-form [name=seconds]").fill("2")
        page.locator("#ask-form [type=submit]").click()
        expect(page.locator("#which")).to_have_text("Draft 3")
        expect(page.locator("#gaps-count")).to_have_text("0 gaps")
    expect(page.locator(".cover.gap")).to_have_count(0)
    expect(petra.row("jaya").locator(".duty").last).to_be_visible()
