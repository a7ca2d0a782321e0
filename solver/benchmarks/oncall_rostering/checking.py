"""A second count of a roster, from its text alone: the model read once more, without the rules."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from solver.benchmarks.days import Checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from solver.benchmarks.oncall_rostering.instance import Instance

NOBODY = "<>"


def check(instance: Instance, roster: str) -> Checked:
    """Return what a roster costs, and a sentence for each must that it breaks."""
    found = re.search(r"^roster\s*=\s*\[(.*)\];$", roster, re.MULTILINE)
    cells = [cell.strip() for cell in found[1].split(",")] if found else []
    known = {str(number) for number in range(1, len(instance.staff) + 1)}
    wrong = [f"day {day}: {cell}" for day, cell in enumerate(cells, 1) if cell not in known]
    if len(cells) != instance.days:
        wrong.append(f"{len(cells)} days instead of {instance.days}")
    if wrong:
        return Checked(0, tuple(wrong))
    # As in the model: days and staff from 1, so that the first place stays empty.
    days = [0, *map(int, cells)]
    broken = [*_people(instance, days), *_rows(instance, days), *_weekends(instance, days)]
    return Checked(objective(instance, days), tuple(broken))


def objective(instance: Instance, days: Sequence[int]) -> int:
    """Return what the model minimises; `days[1]` is the first."""
    return sum(balance(instance, days)) + _adjacent(instance, days) + _wednesdays(instance, days)


def balance(instance: Instance, days: Sequence[int]) -> tuple[int, int]:
    """Return how far week days and weekends are from being shared by work load."""
    weekends = [days[day] for day in _weekend_days(instance)]
    others = [days[day] for day in range(1, len(days)) if day not in _weekend_days(instance)]
    return _furthest(instance, others), _furthest(instance, weekends)


def _furthest(instance: Instance, roster: Sequence[int]) -> int:
    bt = 0
    for i, j in combinations(range(1, len(instance.staff) + 1), 2):
        load_i, load_j = instance.staff[i - 1].work_load, instance.staff[j - 1].work_load
        while abs(load_i * roster.count(j) - load_j * roster.count(i)) > 100 * bt:
            bt += 1
    return bt


def _weekend_days(instance: Instance) -> list[int]:
    every = (week * 5 + instance.weekend_offset + 1 for week in range(instance.days // 5 + 1))
    return [day for day in every if day <= instance.days]


def _adjacent(instance: Instance, days: Sequence[int]) -> int:
    same = sum(1 for i in range(1, instance.days - 1) if days[i] == days[i + 1] != 0)
    return same * instance.adjacent_strength


def _wednesdays(instance: Instance, days: Sequence[int]) -> int:
    late = (day for day in _weekend_days(instance) if day > 2)
    same = sum(1 for day in late if days[day] == days[day - 2] != 0)
    return same * instance.wednesday_strength


def _people(instance: Instance, days: Sequence[int]) -> Iterator[str]:
    for number, member in enumerate(instance.staff, 1):
        for day in member.unavailable:
            if days[day + 1] == number:
                yield f"day {day + 1}: {number} is unavailable"
        for day in member.fixed:
            if days[day + 1] != number:
                yield f"day {day + 1}: fixed for {number}"


def _rows(instance: Instance, days: Sequence[int]) -> Iterator[str]:
    fixed = {day + 1 for day in instance.fixed}
    for i in range(1, instance.days - 1):
        if {i, i + 1, i + 2} <= fixed:
            continue
        if days[i] == days[i + 1] == days[i + 2]:
            yield f"day {i}: {days[i]} has three days in a row"


def _weekends(instance: Instance, days: Sequence[int]) -> Iterator[str]:
    fixed = {day + 1 for day in instance.fixed}
    weekends = _weekend_days(instance)
    for day in weekends:
        beside = {day - 1, day + 1} & set(range(1, instance.days + 1))
        if {day, *beside} <= fixed:
            continue
        for other in sorted(beside):
            if days[day] == days[other]:
                yield f"day {day}: {days[day]} has the weekend and day {other}"
    for day in weekends[1:]:
        if days[day] == days[day - 5] and not {day, day - 5} <= fixed:
            yield f"day {day}: {days[day]} has two weekends in a row"
