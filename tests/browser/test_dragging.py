"""A draft changed by mouse: what is allowed is done, what is not is put back and explained."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.demo_firm import DRAFT
from tests.browser.planner import FAR, STEPS, box

if TYPE_CHECKING:
    from tests.browser.planner import Planner


def test_a_duty_dragged_into_a_breach_is_put_back_with_the_reason(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.drag(chosen.duty, chosen.unfit)
    expect(petra.page.locator(".tip.unfit")).to_have_text(chosen.why)
    expect(petra.row(chosen.fits)).to_have_class("lane person fits")
    petra.drop()
    petra.told(chosen.why)
    petra.holds(chosen.holder, chosen.duty)
    assert petra.edition(DRAFT) == 0


def test_a_duty_dragged_to_who_may_have_it_is_theirs_and_marked_as_changed(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.drag(chosen.duty, chosen.fits)
    expect(petra.page.locator(".tip.fits")).to_be_visible()
    petra.drop()
    petra.holds(chosen.fits, chosen.duty)
    expect(petra.page.locator("#changes")).to_contain_text(f"before: {petra.name(chosen.holder)}")
    assert petra.edition(DRAFT) == 1


def test_escape_ends_a_drag_and_nothing_is_changed(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.drag(chosen.duty, chosen.fits)
    petra.page.keyboard.press("Escape")
    expect(petra.page.locator(".ghost, .tip")).to_have_count(0)
    petra.drop()
    petra.holds(chosen.holder, chosen.duty)
    assert petra.edition(DRAFT) == 0


def test_what_was_done_is_undone_and_done_again(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    undo, redo = petra.page.locator("#undo"), petra.page.locator("#redo")
    expect(undo).to_be_disabled()
    petra.drag(chosen.duty, chosen.fits)
    petra.drop()
    petra.holds(chosen.fits, chosen.duty)
    undo.click()
    petra.holds(chosen.holder, chosen.duty)
    expect(undo).to_be_disabled()
    redo.click()
    petra.holds(chosen.fits, chosen.duty)
    expect(redo).to_be_disabled()


def test_an_edge_dragged_to_a_time_that_breaks_a_rule_springs_back(petra: Planner) -> None:
    duty, less, why = petra.too_short(DRAFT)
    petra.open(DRAFT, days=7)
    bar, day = (box(each) for each in (petra.duty(duty), petra.page.locator(".day").first))
    x, y = bar["x"] + bar["width"], bar["y"] + bar["height"] / 2
    mouse = petra.page.mouse
    mouse.move(x - 3, y)
    mouse.down()
    mouse.move(x - FAR, y, steps=STEPS)
    expect(petra.page.locator(".tick-mark.unfit").first).to_be_visible()
    mouse.move(x - day["width"] * (less / timedelta(days=1)), y)
    expect(petra.page.locator(".tip.unfit")).to_have_text(why)
    petra.drop()
    petra.told(why)
    assert [box(petra.duty(duty))[each] for each in ("x", "width")] == [bar["x"], bar["width"]]
    assert petra.edition(DRAFT) == 0
