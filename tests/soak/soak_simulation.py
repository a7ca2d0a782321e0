"""Many incidents in bad weather, in virtual time: every invariant holds, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.soak.storm.report import shards, told

if TYPE_CHECKING:
    import pytest


def test_every_invariant_holds(request: pytest.FixtureRequest) -> None:
    asked = request.config.getoption
    count = asked("--incidents")
    results = shards(count, asked("--seed"), asked("--processes"))
    print("\n" + told(results))  # noqa: T201 - it is a report
    broken = [sentence for each in results for sentence in each.broken]
    assert not broken, "\n".join(broken[:20])
    assert sum(each.tally["incidents"] for each in results) == count
