"""The true optimum of a small problem, asked of CP-SAT in two plain steps."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from solver.board import Board
from solver.draft import Draft
from solver.rule import Priced
from solver.rules import Changes, Coverage

if TYPE_CHECKING:
    from collections.abc import Callable

    from solver.problem import Cover, RotaProblem
    from solver.rule import Rule


def true_optimum(problem: RotaProblem) -> tuple[int, int]:
    """Return the least uncovered minutes, and the least price of the rest at these."""
    return _optimum(problem, lambda rule: not isinstance(rule, Coverage))


def fewest_changes(problem: RotaProblem) -> int:
    """Return how many duties of a previous rota must change if as much as possible is covered."""
    _, cost = _optimum(problem, lambda rule: isinstance(rule, Changes))
    return cost // max(1, *(r.weight for r in problem.rules if isinstance(r, Changes)), 1)


def _optimum(problem: RotaProblem, counts: Callable[[Rule], bool]) -> tuple[int, int]:
    covers = [replace(c, need=need) for c, need in _needed(problem).items()]
    draft = Draft(problem, covers=covers)
    asked = [(rule, rule.ask(draft)) for rule in problem.rules]
    uncovered = sum(points for rule, points in asked if isinstance(rule, Coverage))
    rest = sum(
        rule.weight * points for rule, points in asked if isinstance(rule, Priced) and counts(rule)
    )
    draft.model.minimize(uncovered)
    least = _solved(draft)
    draft.model.add(uncovered <= least)
    draft.model.minimize(rest)
    return least, _solved(draft)


def _needed(problem: RotaProblem) -> dict[Cover, int]:
    """Return how many each cover needs beside the kept duties."""
    board = Board(problem.covers)
    given = Counter(cover for duty in problem.kept for cover in board.given_by(duty))
    return {cover: cover.need - given[cover] for cover in problem.covers}


def _solved(draft: Draft) -> int:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(draft.model) == cp_model.OPTIMAL
    return round(solver.objective_value)
