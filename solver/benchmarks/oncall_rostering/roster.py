"""A roster as the model prints it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from solver.benchmarks.days import by_cell
from solver.benchmarks.oncall_rostering.checking import NOBODY, balance, objective

if TYPE_CHECKING:
    from solver.benchmarks.oncall_rostering.instance import Instance
    from solver.problem import Plan


def write(instance: Instance, plan: Plan) -> str:
    """Return the roster; a day that nobody has got is `<>`, and adds nothing to the objective."""
    given: dict[int, list[str]] = defaultdict(list)
    for who, day in by_cell(plan):
        given[day].append(who)
    # Two people on a day, which no rule admits, show.
    cells = ["+".join(given[day]) or NOBODY for day in range(instance.days)]
    days = [0, *(int(cell) if cell.isdecimal() else 0 for cell in cells)]
    week_days, weekends = balance(instance, days)
    return (
        f"roster     = [{', '.join(cells)}];\n"
        f"weekday bt = {week_days};\n"
        f"weekend bt = {weekends};\n"
        f"objective  = {objective(instance, days)};\n"
    )
