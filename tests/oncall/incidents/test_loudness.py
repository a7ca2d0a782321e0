"""When a ladder is first heard, and what may join what, climbed rung by rung for comparison."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from oncall.hotline.ladders import QUIET, quiet
from oncall.incidents.ladder import Channel, Ladder
from oncall.incidents.loudness import NEVER, first_loud, is_as_severe, is_soon_enough
from oncall.incidents.report import Severity
from tests.oncall.proof.grounds import ladders

NOW = datetime(2026, 12, 8, 2, tzinfo=UTC)
seconds = st.integers(0, 600).map(lambda n: timedelta(seconds=n))


def climbed(ladder: Ladder) -> timedelta:
    """When somebody is called first, by climbing all rounds."""
    times = [
        round_ * ladder.every + rung.after
        for round_ in range(ladder.rounds)
        for rung in ladder.rungs_of(round_)
        if Channel.VOICE in rung.channels
    ]
    return min(times, default=NEVER)


@given(ladders(), st.sets(st.integers(0, 9)), st.booleans())
def test_it_is_heard_first_when_climbing_it_says_so(
    ladder: Ladder, silent: set[int], last_is_silent: bool
) -> None:
    rungs = tuple(
        replace(each, channels=QUIET) if place in silent else each
        for place, each in enumerate(ladder.rungs)
    )
    last = ladder.last_resort
    last = replace(last, channels=QUIET) if last_is_silent else last
    some = replace(ladder, rungs=rungs, last_resort=last)
    assert first_loud(some) == climbed(some)
    assert first_loud(quiet(ladder)) == NEVER


@given(ladders(), seconds)
def test_a_flood_of_one_kind_is_one_incident(ladder: Ladder, later: timedelta) -> None:
    for at in (NOW + later, NOW - timedelta(seconds=1)):  # clocks differ a little
        assert is_soon_enough(NOW, ladder, ladder, at)


@given(ladders(), ladders(), seconds)
def test_nobody_is_called_later_for_a_report_that_joins(
    kept: Ladder, wanted: Ladder, later: timedelta
) -> None:
    now = NOW + later
    joins = is_soon_enough(NOW, kept, wanted, now)
    assert joins == (NOW + climbed(kept) <= now + climbed(wanted))


def test_what_is_worse_never_joins_what_is_less_bad() -> None:
    order = [Severity.CRITICAL, Severity.MAJOR, Severity.MINOR]
    for (place, kept), (other, than) in product(enumerate(order), repeat=2):
        assert is_as_severe(kept, than) == (place <= other)
