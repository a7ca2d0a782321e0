"""What hurts first: nobody has it, then what is about to be late, then the rest."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from oncall.incidents.hearing import Act, accept, park, pause, resolve, start
from oncall.incidents.incident import Clock, Incident
from oncall.incidents.ladder import USUAL
from oncall.incidents.urgency import Need, need, rank, running

NOW = datetime(2026, 12, 5, 1, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
ADA = Act("ada", "page", NOW)
FRESH = Incident(
    1,
    "night",
    USUAL,
    NOW,
    NOW,
    {Clock.RESPONSE: NOW + 15 * MINUTE, Clock.ACTION: NOW + 30 * MINUTE},
    15 * MINUTE,
)
TAKEN = accept(FRESH, ADA).incident
BEGUN = start(FRESH, ADA).incident
STATES = {
    "fresh": FRESH,
    "taken": TAKEN,
    "begun": BEGUN,
    "paused": pause(BEGUN, ADA).incident,
    "parked": park(FRESH, ADA, "ada").incident,
    "over": resolve(FRESH, ADA, "done").incident,
}


def test_what_nobody_has_is_missed_once_the_promise_is_broken() -> None:
    assert need(FRESH, NOW + 14.9 * MINUTE) is Need.NOBODY
    assert need(FRESH, NOW + 15 * MINUTE) is Need.MISSED


def test_what_is_accepted_must_begin_before_it_is_too_late() -> None:
    assert need(TAKEN, NOW + 24 * MINUTE) is Need.BEGIN
    assert need(TAKEN, NOW + 25 * MINUTE) is Need.LATE


def test_the_rest_is_told_by_its_state() -> None:
    needs = [
        need(STATES[name], NOW + 99 * MINUTE) for name in ("begun", "paused", "parked", "over")
    ]
    assert needs == [Need.WORKED, Need.PAUSED, Need.PARKED, Need.OVER]


def test_minutes_left_are_rounded_down_and_negative_once_it_is_broken() -> None:
    left = [running(FRESH, NOW + n * MINUTE)[0].minutes for n in (0, 0.5, 14.5, 15, 15.5)]
    assert left == [15, 14, 0, 0, -1]
    assert running(BEGUN, NOW) == ()


def test_the_share_that_is_over_grows_to_the_whole_and_stays_there() -> None:
    over = [running(FRESH, NOW + n * MINUTE)[0].spent for n in (-1, 0, 7.5, 15, 40)]
    assert over == [0, 0, 0.5, 1, 1]


@given(
    st.lists(
        st.tuples(st.sampled_from([*STATES]), st.integers(0, 60), st.integers(1, 99)), max_size=8
    )
)
def test_nothing_that_waits_stands_below_what_does_not(some) -> None:
    made = [
        replace(
            STATES[name],
            id=number,
            clocks={clock: at - late * MINUTE for clock, at in FRESH.clocks.items()},
        )
        for name, late, number in some
    ]
    ordered = sorted(made, key=lambda each: rank(each, NOW))
    needs = [need(each, NOW) for each in ordered]
    assert needs == sorted(needs)
    waiting = [each for each in ordered if each.state.climbs]
    soonest = [running(each, NOW)[0].due for each in waiting if need(each, NOW) is Need.NOBODY]
    assert soonest == sorted(soonest)
