"""A tab of yesterday, a database that is gone: a sentence, nothing is lost, and it goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from oncall.services.publishing import Act
from oncall.services.releasing import publish
from tests.browser.demo_firm import DRAFT
from tests.databases import at, run
from tests.oncall.services.firms import NOW

if TYPE_CHECKING:
    from tests.browser.demo_firm import Installation
    from tests.browser.planner import Planner
    from web.embedded.server import Addresses

END_SESSIONS = (
    "select pg_terminate_backend(pid, 9999) from pg_stat_activity where usename = 'oncall'"
)


def test_what_a_page_sends_that_was_opened_before_the_secret_changed_waits_for_its_reload(
    house: Installation, petra: Planner
) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    house.end()
    house.begin("another secret of thirty signs or more")
    petra.drag(chosen.duty, chosen.fits)
    petra.drop()
    unsaved = petra.page.locator("#unsaved")
    expect(unsaved).to_contain_text("This page is too old")
    expect(unsaved.locator("li")).to_contain_text(petra.name(chosen.fits))
    expect(petra.page.locator("#publish-open")).to_be_disabled()
    assert petra.edition(DRAFT) == 0
    petra.page.reload()
    petra.holds(chosen.fits, chosen.duty)
    expect(unsaved).to_be_hidden()
    assert petra.edition(DRAFT) == 1


@pytest.mark.parametrize("query", [{"draft": 99}, {"from": "2026-13-40"}, {"days": 99_999}])
def test_an_address_that_leads_nowhere_says_so_and_shows_what_is_published(
    petra: Planner, query: dict[str, Any]
) -> None:
    petra.open(**query)
    expect(petra.page.locator("#told")).not_to_be_empty()
    expect(petra.page.locator("#which")).to_have_text("Published, version 1")
    expect(petra.page.locator(".lane.person").first).to_be_visible()


def test_a_tab_whose_draft_was_published_yesterday_is_told_so_and_shows_what_stands(
    house: Installation, petra: Planner
) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    publish(house.database, DRAFT, Act("paul", NOW, "elsewhere"))
    petra.grab(chosen.duty)
    petra.told("This draft is no longer open")
    petra.drop()
    expect(petra.page.locator("#which-state")).to_have_text("published")
    expect(petra.page.locator("#editing")).to_be_hidden()
    petra.page.locator("#to-published").click()
    expect(petra.page.locator("#which")).to_have_text("Published, version 2")
    petra.holds(chosen.holder, chosen.duty)


def test_a_tap_on_a_duty_of_such_a_draft_says_the_same(house: Installation, petra: Planner) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    publish(house.database, DRAFT, Act("paul", NOW, "elsewhere"))
    petra.duty(chosen.duty).click()
    expect(petra.page.locator("#sheet")).to_contain_text("This draft is no longer open")
    expect(petra.page.locator("#which-state")).to_have_text("published")


def test_while_the_database_is_gone_an_edit_waits_to_be_seen_and_is_then_saved(
    house: Installation, petra: Planner, server: Addresses
) -> None:
    chosen = petra.choice(DRAFT)
    petra.open(DRAFT)
    petra.drag(chosen.duty, chosen.fits)
    other = at(server.owner, "template1")
    run(other, f"alter database {house.name} with allow_connections false", END_SESSIONS)
    petra.drop()
    unsaved = petra.page.locator("#unsaved")
    expect(unsaved).to_contain_text("Nothing is lost")
    expect(petra.row(chosen.fits).locator(".duty.unsaved")).to_be_visible()
    run(other, f"alter database {house.name} with allow_connections true")
    petra.page.locator("#unsaved-again").click()
    expect(unsaved).to_be_hidden()
    petra.holds(chosen.fits, chosen.duty)
    assert petra.edition(DRAFT) == 1
