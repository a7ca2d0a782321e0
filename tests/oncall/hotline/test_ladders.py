"""Ladders that are made for callers without a booking are ladders as any other."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import example, given

from oncall.hotline.ladders import of_managers
from oncall.incidents.ladder import USUAL, Ladder
from tests.oncall.proof.grounds import ladders, rung

MINUTE = timedelta(minutes=1)


@given(ladders())
@example(USUAL)
@example(Ladder((rung(0, "role:primary"),), 1, 5 * MINUTE, rung(3, "role:primary")))
@example(
    Ladder(
        (rung(0, "role:manager"), rung(5, "role:manager")), 1, 9 * MINUTE, rung(7, "role:manager")
    )
)
def test_the_ladder_of_who_is_unknown_ends_with_its_last_resort(ladder: Ladder) -> None:
    made = of_managers(ladder)
    times = [each.after for each in (*made.rungs, made.last_resort)]
    assert times == sorted(times)
    assert times[-2] < times[-1]
    assert times[0] == 3 * MINUTE
    assert made.every > made.last_resort.after
