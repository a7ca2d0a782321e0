"""An instance as a rota problem: each shift of each day on offer to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from solver.benchmarks import rules as own
from solver.benchmarks.days import DAY, calendar, duty
from solver.problem import Person, RotaProblem
from solver.rules import Blocked, Consecutive, Stretch

if TYPE_CHECKING:
    from solver.benchmarks.curtois.instance import Employee, Instance
    from solver.rule import Rule

ROLE = "shift"


def problem(instance: Instance) -> RotaProblem:
    """Return the rota problem; there are no covers, since too few and too many are paid for.

    Weights are 1: what the file calls a weight is in the points.
    """
    days = calendar(instance.days)
    people = tuple(Person(e.id, e.id, days) for e in instance.employees)
    options = tuple(
        duty(person.id, ROLE, day, shift.minutes, shift.id)
        for person in people
        for day in range(instance.days)
        for shift in instance.shifts
    )
    return RotaProblem(people, options, (), (*_musts(instance), *_prices(instance)))


def _musts(instance: Instance) -> tuple[Rule, ...]:
    staff, days = instance.employees, instance.days
    return (
        Blocked({e.id: _days_off(e) for e in staff}, {}),
        own.MostShifts({e.id: e.most_shifts for e in staff}),
        own.OneShift(),
        own.Succession({shift.id: shift.not_next for shift in instance.shifts}),
        own.Minutes({e.id: e.least_minutes for e in staff}, {e.id: e.most_minutes for e in staff}),
        Consecutive({e.id: e.longest_run for e in staff}),
        own.ShortestRun({e.id: e.shortest_run for e in staff}, days),
        own.ShortestOff({e.id: e.shortest_off for e in staff}, days),
        own.MostWeekends({e.id: e.most_weekends for e in staff}),
    )


def _days_off(employee: Employee) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(day * DAY, (day + 1) * DAY, "has a day off") for day in sorted(employee.days_off)
    )


def _prices(instance: Instance) -> tuple[Rule, ...]:
    return (own.Requests(1, instance.requests), own.Staffing(1, instance.needs))
