"""What goes on beside the search: a bound of the costs, then a further searcher."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from solver.search.improve import improve
from solver.search.relaxed import relaxed_bound
from solver.search.whole import SMALL, decide_whole

if TYPE_CHECKING:
    from types import TracebackType

    from solver.search.flow import Flow
    from solver.search.incumbent import Incumbent
    from solver.search.parts import Parts


class Beside:
    """While this is open, further threads work on the same rota: CP-SAT leaves Python's lock alone.

    The first one bounds the costs, if the problem is of a kind and size that can be bounded, and
    then searches like the others. None of them steers what the caller's own search decides.
    """

    def __init__(self, best: Incumbent, flow: Flow | None, parts: Parts) -> None:
        self._best = best
        self._flow = flow
        self._parts = parts
        self._more = best.clock.budget.workers - 1

    def __enter__(self) -> None:
        self._pool = ThreadPoolExecutor(self._more)
        self._running = [self._pool.submit(self._run, number) for number in range(self._more)]

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._best.clock.over.set()
        self._pool.shutdown()
        if error is None:
            for each in self._running:
                each.result()  # an error beside the search is one of the search

    def _run(self, number: int) -> None:
        best = self._best
        if number == 0:
            bound_first(best, self._flow, self._parts)
        improve(best, best.clock.budget.seed + 1 + number, self._parts.neighbourhoods)


def bound_first(best: Incumbent, flow: Flow | None, parts: Parts) -> None:
    """Bound the costs by what suits the kind and size of the problem.

    Under `effort` nothing is asked that is limited by the wall.
    """
    alone = best.clock.budget.workers == 1 or best.clock.budget.effort is not None
    if flow and parts.whole_people and best.clock.budget.effort is None:
        best.prove_rest(flow.whole_bound(best.uncovered, best.clock))
    if not flow and not alone:
        best.prove(relaxed_bound(best))
    small = len(best.options) <= SMALL
    if parts.whole and (small or (flow and not alone)):
        # Where the flow knows the kind of problem, a second searcher would find little more.
        decide_whole(best, best.clock.left / (8 if alone or not flow else 1))
