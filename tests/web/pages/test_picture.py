"""In the picture of six weeks nothing covers anything else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notify.feeds import Entry
from oncall.localtime import DAY
from web.feeds.paper import COLUMN, LABEL, WEEKS
from web.feeds.picture import picture

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 12, 9, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@st.composite
def entries(draw):
    found = []
    for n in range(draw(st.integers(0, 12))):
        start = NOW + draw(st.integers(-48, 7 * WEEKS * 24)) * HOUR
        end = start + draw(st.integers(1, 60)) * HOUR
        role = draw(st.sampled_from(["Primary", "Backup", "Manager"]))
        gone = draw(st.booleans())
        found.append(Entry(f"{n}@x", start, end, f"{n}", "", 0, NOW, gone, (role, "video")))
    return found


@given(entries())
def test_no_bar_covers_another_a_label_or_another_week(some):
    drawn = picture(some, NOW, BERLIN, "de")
    for one, other in combinations(drawn.bars, 2):
        apart = one.x + one.width <= other.x + 0.2 or other.x + other.width <= one.x + 0.2
        below = one.y + one.height <= other.y + 0.2 or other.y + other.height <= one.y + 0.2
        assert apart or below, (one, other)
    tops = sorted({day.y for day in drawn.days})
    for bar in drawn.bars:
        assert bar.x >= LABEL
        assert bar.x + bar.width <= drawn.width + 0.1
        assert any(top <= bar.y and bar.y + bar.height <= top + drawn.row for top in tops)


@given(entries())
def test_every_hour_of_every_entry_is_drawn_in_its_role(some):
    drawn = picture(some, NOW, BERLIN, "de")
    shown = {bar.title.partition(":")[0]: drawn.lanes[bar.lane] for bar in drawn.bars}
    for each in some:
        if each.start < datetime(2027, 1, 17, 23, tzinfo=UTC):
            assert shown[each.title] == each.categories[0]
    assert all(bar.height >= 6 for bar in drawn.bars)


@pytest.mark.parametrize(("language", "said"), [("de", "21.12."), ("en", "21/12")])
def test_a_week_is_named_shortly_where_there_is_little_room(language, said):
    assert said in [label.short for label in picture([], NOW, BERLIN, language).rows]


def test_a_day_begins_where_its_column_does():
    monday = datetime(2026, 12, 13, 23, tzinfo=UTC)
    entry = Entry("1@x", monday, monday + DAY, "1", "", 0, NOW, categories=("Primary",))
    (bar,) = picture([entry], NOW, BERLIN, "de").bars
    assert (bar.x, bar.width) == (LABEL, COLUMN)
