"""The weeks in which the clocks change: days of 23 and 25 hours, and duties as long as they are."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from oncall.assignments import Assignment
from oncall.localtime import Span
from oncall.people import Role
from tests.browser.demo_firm import written
from tests.browser.planner import box

if TYPE_CHECKING:
    from tests.browser.demo_firm import Installation
    from tests.browser.planner import Planner

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("monday", "sunday", "hours", "length"),
    [
        (date(2027, 3, 22), date(2027, 3, 28), 23, "5 h"),
        (date(2027, 10, 25), date(2027, 10, 31), 25, "7 h"),
    ],
    ids=["spring", "autumn"],
)
def test_a_night_in_which_the_clocks_change_is_as_long_as_it_is(
    house: Installation, petra: Planner, monday: date, sunday: date, hours: int, length: str
) -> None:
    night = Span(*(datetime.combine(sunday, time(at), BERLIN) for at in (0, 6)))
    row = Assignment(night, Role.PRIMARY, "zoe", ("N1",))
    draft = written(house.database, (row,), team="neckar", first=monday, days=7)
    petra.open(draft, days=7, team="neckar", **{"from": monday.isoformat()})
    days = petra.page.locator(".day")
    expect(days).to_have_count(7)
    expect(days.last).to_contain_text(f"{hours} hours: the clocks change")
    expect(days.first).not_to_contain_text("clocks")
    bar = petra.row("zoe").locator(".duty")
    expect(bar).to_have_text("P+00–06 Klinikum Hohenzipfel")
    widths = [box(each)["width"] for each in (days.first, days.last)]
    assert widths[0] == pytest.approx(widths[1], abs=1)
    assert box(bar)["width"] / widths[1] == pytest.approx(int(length[0]) / hours, abs=0.02)
    bar.click()
    expect(petra.page.locator("#sheet .facts")).to_contain_text(f"00:00–06:00 · {length}")
