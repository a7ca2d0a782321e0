"""How much of the budget is left, on the wall or in deterministic time."""

from __future__ import annotations

from contextlib import contextmanager
from enum import Enum
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from solver.outcome import Budget


# What a solve costs at the least: what presolve answers alone takes no deterministic time, and a
# search that counts nothing never ends.
LEAST_EFFORT = 0.01


class Found(Enum):
    """What a solve has found."""

    NOTHING = "nothing"
    SOMETHING = "something"
    THE_BEST = "the best there is"


class Clock:
    """The one place where a search asks whether to go on.

    Under `effort` nothing depends on the wall: each solve is limited and counted in CP-SAT's
    deterministic time, and a search ends when it is used up. Whoever sees that nothing can be
    better sets `over`, which ends the search for all.
    """

    def __init__(self, budget: Budget, stop: Event) -> None:
        self.budget = budget
        self.stop = stop
        self.over = Event()
        self._begun = monotonic()
        self._spent = 0.0

    @property
    def seconds(self) -> float:
        """Seconds on the wall since the search began."""
        return monotonic() - self._begun

    @property
    def left(self) -> float:
        """What is left, in seconds or units of effort; zero if somebody stopped the search."""
        if self._ended:
            return 0.0
        if self.budget.effort is None:
            return max(0.0, self.budget.seconds - self.seconds)
        return max(0.0, self.budget.effort - self._spent)

    @property
    def _ended(self) -> bool:
        return self.stop.is_set() or self.over.is_set()

    def solve(self, model: cp_model.CpModel, solver: cp_model.CpSolver, limit: float) -> Found:
        """Solve within a limit (of what is left); a stop is heard at once.

        Values may be read only where something was found.
        """
        limit = max(0.01, min(limit, self.left))
        parameters = solver.parameters
        parameters.random_seed = self.budget.seed
        parameters.catch_sigint_signal = False
        if self.budget.effort is None:
            parameters.max_time_in_seconds = limit
        else:
            parameters.max_deterministic_time = limit
        with self.heard(solver.stop_search):
            status = solver.solve(model)
        self._spent += LEAST_EFFORT + solver.response_proto.deterministic_time
        return {cp_model.OPTIMAL: Found.THE_BEST, cp_model.FEASIBLE: Found.SOMETHING}.get(
            status, Found.NOTHING
        )

    @contextmanager
    def heard(self, halt: Callable[[], None]) -> Iterator[None]:
        """While this is entered, call `halt` (again and again) once the search has ended."""
        done = Event()
        listener = Thread(target=self._listen, args=(halt, done), daemon=True)
        listener.start()
        try:
            yield
        finally:
            done.set()
            listener.join()

    def _listen(self, halt: Callable[[], None], done: Event) -> None:
        while not done.wait(0.05):
            if self._ended:
                halt()
