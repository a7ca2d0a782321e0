"""The picture of an incident: time never goes back, promises and people are where they belong."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents.hearing import Act
from oncall.services import acting, incident_views
from tests.web.pages.desks import text
from web.incidents.scale import CAP, MARGIN, Scale

if TYPE_CHECKING:
    from tests.web.incidents.conftest import Desk

START = datetime(2026, 10, 24, 22, tzinfo=UTC)  # the night in which the clocks go back
BERLIN = ZoneInfo("Europe/Berlin")
SECONDS = st.lists(st.integers(0, 40 * 3600), min_size=1, max_size=12)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


@given(SECONDS, st.lists(st.integers(-3600, 41 * 3600), max_size=8))
def test_what_is_later_never_lies_before_what_is_earlier(known, asked) -> None:
    scale = Scale(map(at, known))
    places = [scale.x(at(each)) for each in sorted([*known, *asked])]
    assert places == sorted(places)
    assert all(MARGIN <= place <= 100 - MARGIN for place in places)


@given(SECONDS)
def test_what_happens_at_different_times_lies_at_different_places_until_it_is_too_much(
    known,
) -> None:
    scale = Scale(map(at, known))
    for before, after in pairwise(scale.known):
        share = min(after - before, CAP) / scale.length
        assert abs(scale.x(after) - scale.x(before) - (100 - 2 * MARGIN) * share) < 0.02


@given(SECONDS)
def test_marks_of_the_axis_are_few_apart_and_round(known) -> None:
    scale = Scale(map(at, known))
    ticks = [*scale.ticks(BERLIN)]
    assert len(ticks) <= 13
    places = [scale.x(each) for each in ticks]
    assert all(after - before >= 8 for before, after in pairwise(places))
    assert all(not each.second and scale.known[0] <= each <= scale.known[-1] for each in ticks)


def drawn(page: str, what: str) -> list[str]:
    return re.findall(rf'<(?:rect|svg) class="{what}[^"]*"[^>]*><title>(.*?)</title>', page)


def test_a_promise_that_was_kept_is_told_from_one_that_was_broken(desk: Desk) -> None:
    number = desk.report()
    incident = incident_views.named(desk.database, number).incident
    desk.later(4)
    acting.accept(desk.database, incident.id, Act("ada", "key", desk.now))
    desk.later(31)
    page = text(desk.firm, f"/incidents/{number}")
    assert drawn(page, "bar clock kept") == ["Response time, 15 min: kept, 4 min"]
    assert drawn(page, "bar clock broken") == ["Readiness to act, 30 min: due at 19:00"]


def test_who_has_it_works_and_pauses_is_a_bar_of_their_own(desk: Desk) -> None:
    number = desk.report()
    incident = incident_views.named(desk.database, number).incident.id
    for minutes, say in ((2, acting.accept), (3, acting.start), (10, acting.pause)):
        desk.later(minutes)
        say(desk.database, incident, Act("ada", "key", desk.now))
    desk.later(5)
    page = text(desk.firm, f"/incidents/{number}")
    assert drawn(page, "bar held has") == ["Ada Ahlers had it, 18:32 – 18:35 (3 min)"]
    assert drawn(page, "bar held works") == ["Ada Ahlers worked on it, 18:35 – 18:45 (10 min)"]
    assert drawn(page, "bar held paused") == ["Ada Ahlers had it, paused, 18:45 – 18:50 (5 min)"]
    assert drawn(page, "mark yes") == ["18:32: Ada Ahlers accepted by key in the call."]


def test_rungs_that_fired_and_the_next_one_are_marked(desk: Desk) -> None:
    number = desk.report()
    desk.later(3)
    page = text(desk.firm, f"/incidents/{number}")
    assert [each[:5] for each in drawn(page, "mark rung")] == ["18:30", "18:33", "Next "]
