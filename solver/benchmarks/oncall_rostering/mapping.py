"""An instance as a rota problem: every day on offer to everybody, unless it is fixed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from solver.benchmarks import rules as own
from solver.benchmarks.days import DAY, calendar, duty
from solver.problem import Cover, Person, RotaProblem
from solver.rules import Blocked, Coverage, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from solver.benchmarks.oncall_rostering.instance import Instance, Member
    from solver.problem import Duty
    from solver.rule import Rule

# Stream and role.
ON_CALL = "on call"


def problem(instance: Instance) -> RotaProblem:
    """Return the rota problem. Days that are fixed are kept; nobody else is offered them."""
    days = calendar(instance.days)
    staff = {str(number): member for number, member in enumerate(instance.staff, 1)}
    people = tuple(Person(who, f"staff {who}", days) for who in staff)
    free = [day for day in range(instance.days) if day not in instance.fixed]
    covers = tuple(
        Cover(ON_CALL, ON_CALL, day * DAY, (day + 1) * DAY, 1) for day in range(instance.days)
    )
    return RotaProblem(
        people,
        tuple(_on_call(person.id, day) for person in people for day in free),
        covers,
        (
            Blocked({who: _away(member) for who, member in staff.items()}, {}),
            Coverage(1, covers),
            own.NeverTogether((*_three_in_a_row(instance), *_around_weekends(instance))),
            *_prices(instance, staff),
        ),
        kept=tuple(_on_call(who, day) for who in staff for day in sorted(staff[who].fixed)),
    )


def _on_call(who: str, day: int) -> Duty:
    return duty(who, ON_CALL, day, DAY, ON_CALL)


def _away(member: Member) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(day * DAY, (day + 1) * DAY, "is unavailable") for day in sorted(member.unavailable)
    )


def _three_in_a_row(instance: Instance) -> Iterator[own.Forbidden]:
    for day in range(instance.days - 2):
        days = (day, day + 1, day + 2)
        if not instance.fixed.issuperset(days):
            yield own.Forbidden(days, "is on call on three days in a row")


def _around_weekends(instance: Instance) -> Iterator[own.Forbidden]:
    """Keep a weekend, the days beside it and the next weekend apart, unless all are fixed."""
    for weekend in instance.weekends:
        beside = [day for day in (weekend - 1, weekend + 1) if 0 <= day < instance.days]
        # One exception for both sides: a weekend with one free day beside it has none.
        if not instance.fixed.issuperset((weekend, *beside)):
            for day in beside:
                days = (min(day, weekend), max(day, weekend))
                yield own.Forbidden(days, "is on call on a weekend and a day beside it")
    for days in pairwise(instance.weekends):
        if not instance.fixed.issuperset(days):
            yield own.Forbidden(days, "is on call on two weekends in a row")


def _prices(instance: Instance, staff: dict[str, Member]) -> tuple[Rule, ...]:
    weekends = frozenset(instance.weekends)
    # The model looks at all pairs of days but the last.
    adjacent = [
        own.Disliked(day, day + 1, instance.adjacent_strength, "is on call on two days in a row")
        for day in range(instance.days - 2)
    ]
    wednesdays = [
        own.Disliked(
            weekend - 2,
            weekend,
            instance.wednesday_strength,
            "is on call on a weekend and the Wednesday before it",
        )
        for weekend in instance.weekends
        if weekend >= 2
    ]
    return (
        own.SeldomTogether(1, (*adjacent, *wednesdays)),
        own.Balance(
            1,
            {who: member.work_load for who, member in staff.items()},
            (
                own.Kind("week days", frozenset(range(instance.days)) - weekends),
                own.Kind("weekends", weekends),
            ),
        ),
    )
