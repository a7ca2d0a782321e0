"""From the wish for a draft to the published rota, and a second planner who comes too late."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.demo_firm import DRAFT, TEAM, again, working
from tests.browser.planner import Planner

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.demo_firm import Installation

NUMBER = re.compile(r"\d")


def test_a_draft_is_asked_for_watched_live_and_then_seen(
    house: Installation, petra: Planner
) -> None:
    page = petra.page
    petra.open()
    with working(house.database):
        page.locator("#ask-open").click()
        page.locator("#ask-form [name=seconds]").fill("8")
        page.locator("#ask-form [value=new]").check()
        with page.expect_response("**/live/drafts/*") as live:
            page.locator("#ask-form [type=submit]").click()
        expect(page.locator("#watch")).to_be_visible()
        for figure in ("best", "bound", "seconds"):
            expect(page.locator(f"#watch-{figure}")).to_have_text(NUMBER)
        expect(page.locator(".board.searched .duty").first).to_be_visible()
        expect(page.locator("#watch-shown")).to_be_visible()
        expect(page.locator(".duty.movable")).to_have_count(0)
        expect(page.locator("#publish-open")).to_be_hidden()
        assert live.value.headers["content-type"].startswith("text/event-stream")
        expect(page.locator("#editing")).to_be_visible()
    expect(page.locator("#watch")).to_be_hidden()
    expect(page.locator(".board.searched")).to_have_count(0)
    expect(page.locator("#which")).to_have_text("Draft 3")
    expect(page.locator(".duty.movable").first).to_be_visible()


def test_a_draft_that_nobody_waits_for_any_more_is_called_off(petra: Planner) -> None:
    petra.open()
    petra.page.locator("#ask-open").click()
    petra.page.locator("#ask-form [type=submit]").click()
    petra.page.locator("#watch-cancel").click()
    expect(petra.page.locator("#which-state")).to_have_text("called off")
    expect(petra.page.locator("#watch")).to_be_hidden()


def test_publishing_says_whom_it_touches_wants_a_reason_and_makes_the_next_version(
    petra: Planner,
) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.drag(chosen.duty, chosen.fits)
    petra.drop()
    petra.holds(chosen.fits, chosen.duty)
    form = petra.page.locator("#publish-form")
    petra.page.locator("#publish-open").click()
    for person in (chosen.holder, chosen.fits):
        expect(form.locator("#publish-people")).to_contain_text(petra.name(person))
    form.locator("[type=submit]").click()
    expect(form).to_be_visible()  # the browser asks why
    form.locator("[name=why]").fill("swapped by word of mouth")
    form.locator("[type=submit]").click()
    petra.told("Version 2 is published")
    expect(petra.page.locator("#which")).to_have_text("Published, version 2")
    expect(petra.page.locator("#versions")).to_contain_text("swapped by word of mouth")
    petra.holds(chosen.fits, chosen.duty)


def test_publishing_says_whom_it_touches_in_all_weeks_whichever_are_shown(petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.drag(chosen.duty, chosen.fits)
    petra.drop()
    petra.holds(chosen.fits, chosen.duty)
    petra.open(DRAFT, days=7, **{"from": "2026-12-28"})  # a week that it is not in
    expect(petra.duty(chosen.duty)).to_have_count(0)
    petra.page.locator("#publish-open").click()
    for person in (chosen.holder, chosen.fits):
        expect(petra.page.locator("#publish-people")).to_contain_text(petra.name(person))


def test_of_two_planners_the_second_is_told_that_their_draft_is_out_of_date(
    browser: Browser, house: Installation, petra: Planner
) -> None:
    other = again(house.database, DRAFT)
    with Planner.at(browser, house.url) as paul:
        paul.open(other)
        petra.open(DRAFT)
        publish(petra)
        petra.told("Version 2 is published")
        publish(paul)
        paul.told("published rota has changed")
        expect(paul.page.locator("#stale")).to_contain_text("meanwhile version 2 was published")
        expect(paul.page.locator("#publish-open")).to_be_disabled()
        assert paul.see(f"{TEAM}/board.json")["version"] == 2


def test_of_two_planners_in_one_draft_the_second_sees_what_the_first_has_done_and_goes_on(
    browser: Browser, house: Installation, petra: Planner
) -> None:
    chosen = petra.choice(DRAFT)
    with Planner.at(browser, house.url) as paul:
        paul.open(DRAFT)
        petra.open(DRAFT)
        petra.drag(chosen.duty, chosen.fits)
        petra.drop()
        petra.holds(chosen.fits, chosen.duty)
        another = paul.choice(DRAFT)
        paul.drag(another.duty, another.fits)
        paul.drop()
        paul.told("Somebody else has changed this draft meanwhile")
        paul.holds(chosen.fits, chosen.duty)
        paul.drag(another.duty, another.fits)
        paul.drop()
        paul.holds(another.fits, another.duty)
    assert petra.edition(DRAFT) == 2


def publish(planner: Planner) -> None:
    planner.page.locator("#publish-open").click()
    planner.page.locator("#publish-form [name=why]").fill("weeks 50 to 53")
    planner.page.locator("#publish-form [type=submit]").click()
