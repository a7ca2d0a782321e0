"""A stop is heard wherever the search is, also beside it."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from oncall.instances import MONDAY, Size
from oncall.streams import Weeks
from solver import verify
from solver.outcome import Budget
from solver.solve import solve
from web.bench.firms import Work

if TYPE_CHECKING:
    from solver.outcome import Progress


def test_a_stop_while_the_bound_is_sought_ends_the_search_with_what_there_is() -> None:
    """The budget is an hour: a search that did not hear would still be at it."""
    work = Work("a week", Size(1, 20, 2), 3600, 3600)
    asked = work.planning(work.folder(1))
    assert asked.weeks == Weeks(MONDAY, 7)
    stop = Event()

    def watch(progress: Progress) -> None:
        if progress.bound is not None:
            stop.set()

    outcome = solve(asked.problem, Budget(seconds=3600), watch, stop)
    assert outcome.stopped
    assert outcome.plan.duties
    assert verify.breaches(asked.problem, outcome.plan) == ()
