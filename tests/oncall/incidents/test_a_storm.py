"""A little storm: every invariant of RELIABILITY holds in bad weather (see tests/soak/storm)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.soak.storm.checks import LEFT_OUT
from tests.soak.storm.report import Result, simulated, told

if TYPE_CHECKING:
    from web.embedded.server import Addresses


@pytest.mark.parametrize(("seed", "size", "harsh"), [(1, 6, 1.0), (2, 20, 0.0)])
def test_every_invariant_holds_in_bad_weather(
    urls: Addresses, seed: int, size: int, harsh: float
) -> None:
    result = simulated(urls, seed, size, harsh)
    assert result.broken == ()
    assert result.tally["incidents"] == size
    assert result.tally["handed over"] > 40
    assert 0 < len(result.waited) + result.tally[LEFT_OUT] <= size


def test_the_report_says_how_many_first_pages_are_left_out_of_its_figures() -> None:
    some = [
        Result(1, 5, Counter({LEFT_OUT: 5}), (), (), 1.0),
        Result(2, 5, Counter({LEFT_OUT: 2}), (), (1.0, 2.0, 3.0), 1.0),
    ]
    assert f"{LEFT_OUT}: 7 of 10" in told(some).splitlines()
