"""Many incidents in bad weather, in virtual time: every invariant holds, and how long it takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.soak.storm.report import cut, results, told

if TYPE_CHECKING:
    import pytest


def test_every_invariant_holds(request: pytest.FixtureRequest) -> None:
    asked = request.config.getoption
    count = asked("--incidents")
    some = list(results(cut(count, asked("--seed")), asked("--processes")))
    print("\n" + told(some))  # noqa: T201 - it is a report
    broken = [each.line() for each in some if each.broken]
    assert not broken, "\n".join(broken[:20])
    assert sum(each.tally["incidents"] for each in some) == count
