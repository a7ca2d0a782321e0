"""The keyboard alone: to the board, to a duty, to somebody else, and back again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.demo_firm import DRAFT

if TYPE_CHECKING:
    from tests.browser.planner import Planner

MOST_TABS = 40
# What has the focus must be seen to have it.
FOCUS = """() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
}"""


def tab_to(petra: Planner, selector: str) -> None:
    for _ in range(MOST_TABS):
        petra.page.keyboard.press("Tab")
        assert petra.page.evaluate(FOCUS)
        if petra.page.evaluate("at => document.activeElement.matches(at)", selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def walk_to(petra: Planner, duty: str) -> None:
    """Go by arrows, as somebody who sees the board, to a duty."""
    keys = petra.page.keyboard
    rows = petra.page.locator(".rows .lane")
    aim = rows.filter(has=petra.duty(duty))
    keys.press("Home")
    while petra.page.locator(".lane:focus-within").get_attribute("data-person") != (
        aim.get_attribute("data-person")
    ):
        keys.press("ArrowDown")
    keys.press("Home")
    while not petra.page.evaluate(f"document.activeElement.dataset.duty === '{duty}'"):
        keys.press("ArrowRight")


def test_a_duty_is_moved_without_a_mouse(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    tab_to(petra, "#board .duty, #board .cover.gap")
    walk_to(petra, chosen.duty)
    assert petra.page.evaluate(FOCUS)
    petra.page.keyboard.press("Enter")
    expect(petra.page.locator("#sheet .give.fits").first).to_be_visible()
    name = petra.name(chosen.fits)
    for _ in range(petra.page.locator("#sheet .give").count()):
        tab_to(petra, "#sheet .give")
        if name in petra.page.evaluate("document.activeElement.textContent"):
            break
    petra.page.keyboard.press("Enter")
    petra.holds(chosen.fits, chosen.duty)
    expect(petra.duty(chosen.duty)).to_be_focused()
    petra.page.keyboard.press("Control+z")
    petra.holds(chosen.holder, chosen.duty)
    petra.page.keyboard.press("Control+Shift+Z")
    petra.holds(chosen.fits, chosen.duty)


def test_escape_leaves_an_opened_duty_and_the_focus_is_where_it_was(petra: Planner) -> None:
    petra.open(DRAFT)
    tab_to(petra, "#board .duty, #board .cover.gap")
    petra.page.keyboard.press("ArrowDown")
    had = petra.page.evaluate("document.activeElement.dataset.duty")
    petra.page.keyboard.press("Enter")
    expect(petra.page.locator("#sheet")).to_be_visible()
    petra.page.keyboard.press("Escape")
    expect(petra.page.locator("#sheet")).to_be_hidden()
    expect(petra.duty(had)).to_be_focused()


def test_a_draft_is_published_without_a_mouse(petra: Planner) -> None:
    petra.open(DRAFT)
    tab_to(petra, "#publish-open")
    petra.page.keyboard.press("Enter")
    petra.page.locator("dialog[open] #publish-form").wait_for()  # it reads the whole draft first
    tab_to(petra, "#publish-form [name=why]")
    petra.page.keyboard.type("typed")
    petra.page.keyboard.press("Enter")
    petra.told("Version 2 is published")
