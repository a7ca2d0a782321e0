"""A second count of a roster, from its text alone: slow, plain, and without the rules."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from solver.benchmarks.days import Checked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from solver.benchmarks.curtois.instance import Employee, Instance

# The shift in each cell; empty for a day off.
Row = list[str]


def check(instance: Instance, roster: str) -> Checked:
    """Return what a roster costs, and a sentence for each must that it breaks."""
    rows = [line.split("\t") for line in roster.removesuffix("\n").split("\n")]
    wrong = tuple(_form(instance, rows))
    if wrong:
        return Checked(0, wrong)
    table = {e.id: row for e, row in zip(instance.employees, rows, strict=True)}
    broken = [
        f"{e.id}: {sentence}"
        for e in instance.employees
        for part in (_shifts, _minutes, _runs, _weekends)
        for sentence in part(instance, e, table[e.id])
    ]
    return Checked(_refused(instance, table) + _staffing(instance, table), tuple(broken))


def _form(instance: Instance, rows: Sequence[Row]) -> Iterator[str]:
    """Find what keeps the roster from being counted at all."""
    if len(rows) != len(instance.employees):
        yield f"{len(rows)} rows for {len(instance.employees)} employees"
    known = {"", *(shift.id for shift in instance.shifts)}
    for number, row in enumerate(rows, 1):
        if len(row) != instance.days:
            yield f"row {number}: {len(row)} cells for {instance.days} days"
        for cell in row:
            if cell not in known:
                yield f"row {number}: no shift is called {cell!r}"


def _shifts(instance: Instance, employee: Employee, row: Row) -> Iterator[str]:
    for shift in instance.shifts:
        count = row.count(shift.id)
        if count > employee.most_shifts.get(shift.id, count):
            yield f"{count} times {shift.id}"
        for day in range(1, instance.days):
            if row[day - 1] == shift.id and row[day] in shift.not_next:
                yield f"{row[day]} on day {day} after {shift.id}"
    for day in employee.days_off:
        if row[day]:
            yield f"day {day} is a day off"


def _minutes(instance: Instance, employee: Employee, row: Row) -> Iterator[str]:
    minutes = sum(shift.minutes * row.count(shift.id) for shift in instance.shifts)
    if minutes < employee.least_minutes:
        yield f"{minutes} minutes are too few"
    if minutes > employee.most_minutes:
        yield f"{minutes} minutes are too many"


def _runs(instance: Instance, employee: Employee, row: Row) -> Iterator[str]:
    first = 0
    for works, some in groupby(cell != "" for cell in row):
        length = len(list(some))
        last = first + length - 1
        # What touches an end may have begun before, or go on after.
        within = first > 0 and last < instance.days - 1
        if works and length > employee.longest_run:
            yield f"works on {length} days from day {first}"
        if works and within and length < employee.shortest_run:
            yield f"works on {length} days only from day {first}"
        if not works and within and length < employee.shortest_off:
            yield f"is off on {length} days only from day {first}"
        first = last + 1


def _weekends(instance: Instance, employee: Employee, row: Row) -> Iterator[str]:
    # Day 0 is a Monday. A horizon may end between Saturday and Sunday.
    worked = [monday for monday in range(0, instance.days, 7) if any(row[monday + 5 : monday + 7])]
    if len(worked) > employee.most_weekends:
        yield f"works on {len(worked)} weekends"


def _refused(instance: Instance, table: Mapping[str, Row]) -> int:
    cost = 0
    for request in instance.requests:
        given = table[request.person][request.day] == request.shift
        if given and not request.wanted:
            cost += request.points
        if not given and request.wanted:
            cost += request.points
    return cost


def _staffing(instance: Instance, table: Mapping[str, Row]) -> int:
    cost = 0
    for need in instance.needs:
        there = sum(1 for row in table.values() if row[need.day] == need.shift)
        cost += max(0, need.people - there) * need.under
        cost += max(0, there - need.people) * need.over
    return cost
