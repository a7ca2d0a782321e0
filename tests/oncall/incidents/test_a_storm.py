"""A little storm: every invariant of RELIABILITY holds in bad weather (see tests/soak/storm)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.soak.storm.report import simulated

if TYPE_CHECKING:
    from web.embedded.server import Addresses


@pytest.mark.parametrize("seed", [1])
def test_every_invariant_holds_in_bad_weather(urls: Addresses, seed: int) -> None:
    result = simulated(urls.app, seed, 6)
    assert result.broken == ()
    assert result.tally["incidents"] == 6
    assert result.tally["handed over"] > 40
