"""Linear models: solved within what is left of a search, and what they bound."""

from __future__ import annotations

from datetime import timedelta
from math import ceil, inf
from typing import TYPE_CHECKING

from ortools.math_opt.python import mathopt
from ortools.util.python.solve_interrupter import SolveInterrupter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from solver.search.clock import Clock

# What an optimum may be wrong by, as a part of it.
SLACK = 1e-6
# HiGHS does not hear a stop, so that whoever stops a search may wait for so many seconds.
LONGEST_UNHEARD = 3.0


def total(terms: Iterable[tuple[mathopt.Variable, int]]) -> mathopt.LinearSum:
    """Return the sum of variables, each times a number."""
    return mathopt.LinearSum(factor * variable for variable, factor in terms)


def solved(model: mathopt.Model, clock: Clock) -> mathopt.SolveResult:
    """Solve a model without whole numbers in a tenth of the time; a stop is heard."""
    interrupter = SolveInterrupter()
    limit = None if clock.budget.effort else timedelta(seconds=max(0.01, clock.left / 10))
    with clock.heard(interrupter.interrupt):
        return mathopt.solve(
            model,
            mathopt.SolverType.GLOP,
            params=mathopt.SolveParameters(time_limit=limit),
            interrupter=interrupter,
        )


def bound(model: mathopt.Model, clock: Clock) -> int:
    """Return what no solution costs less than, without whole numbers; 0 if unknown."""
    result = solved(model, clock)
    # Only at its optimum is GLOP's answer sure to be a bound.
    done = result.termination.reason is mathopt.TerminationReason.OPTIMAL
    return _rounded(result.objective_value()) if done else 0


def whole_bound(model: mathopt.Model, clock: Clock) -> int:
    """Return such a bound with whole numbers, as far as it is known after some seconds."""
    limit = timedelta(seconds=max(0.01, min(LONGEST_UNHEARD, clock.left / 4)))
    params = mathopt.SolveParameters(time_limit=limit)
    result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=params)
    return _rounded(result.termination.objective_bounds.dual_bound)


def _rounded(least: float) -> int:
    """Return a bound as a whole number: costs are, and rounding errors must not raise it."""
    return max(0, ceil(least * (1 - SLACK) - SLACK)) if -inf < least < inf else 0
