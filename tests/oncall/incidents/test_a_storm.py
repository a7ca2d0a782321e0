"""A little storm: every invariant of RELIABILITY holds in bad weather (see tests/soak/storm)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.soak.storm.report import simulated

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
