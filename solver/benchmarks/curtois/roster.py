"""A roster as text: a row per employee, a tab-separated cell per day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.benchmarks.days import by_cell

if TYPE_CHECKING:
    from solver.benchmarks.curtois.instance import Instance
    from solver.problem import Plan


def write(instance: Instance, plan: Plan) -> str:
    """Return the roster; a cell is a shift, or empty. Two shifts, which no rule admits, show."""
    cells = by_cell(plan)
    return "".join(
        "\t".join("+".join(cells.get((e.id, day), ())) for day in range(instance.days)) + "\n"
        for e in instance.employees
    )
