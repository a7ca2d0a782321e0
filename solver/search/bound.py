"""A bound of the costs, found beside the search and without steering it."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from threading import Event, Thread
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from solver.draft import Draft
from solver.search.part import ask_all

if TYPE_CHECKING:
    from types import TracebackType

    from solver.search.incumbent import Incumbent

# Beyond so many duties on offer the whole model says nothing useful in a planner's patience.
LARGEST = 40_000


class Bounding:
    """While this is open, one more thread asks CP-SAT about the whole rota and notes its bound.

    The bound is about the uncovered minutes reached, wherever they are; with fewer of them a rota
    can only cost more, so that it stays true when the search closes another gap.
    """

    def __init__(self, best: Incumbent) -> None:
        self._best = best
        self._over = Event()
        self._thread = Thread(target=self._run, daemon=True)

    def __enter__(self) -> None:
        self._uncovered = self._best.uncovered  # read here: the search goes on beside the thread
        if len(self._best.options) <= LARGEST:
            self._thread.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread.ident:
            self._thread.join()

    def _run(self) -> None:
        best = self._best
        covers = [replace(cover, need=need) for cover, need in best.needed.items()]
        draft = Draft(best.problem, best.options, (), covers)
        ask_all(draft, self._uncovered, dear=0)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = max(1, best.clock.budget.workers - 1)
        solver.parameters.linearization_level = 2
        solver.parameters.optimize_with_lb_tree_search = True
        solver.parameters.catch_sigint_signal = False
        solver.best_bound_callback = lambda bound: best.prove(ceil(bound - 1e-6))
        Thread(target=self._halt, args=(solver,), daemon=True).start()
        solver.solve(draft.model)

    def _halt(self, solver: cp_model.CpSolver) -> None:
        self._over.wait()
        while self._thread.is_alive():
            solver.stop_search()
            self._thread.join(0.05)
