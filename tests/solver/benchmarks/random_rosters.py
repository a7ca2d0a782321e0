"""Small instances of both benchmarks, and rosters for them, by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from solver.benchmarks import curtois, oncall_rostering
from solver.benchmarks.rules import Need, Request
from solver.problem import Plan

if TYPE_CHECKING:
    from solver.problem import Duty, RotaProblem

SHIFTS = ("E", "D", "L")
STAFF = ("ada", "ben", "cem")


@st.composite
def shift_work(draw: st.DrawFn, days: int = 9, staff: int = 3, kinds: int = 3) -> curtois.Instance:
    """Draw an instance by Curtois and Qu, with limits that are met."""
    horizon = draw(st.integers(min(3, days), days))
    ids = SHIFTS[: draw(st.integers(1, kinds))]
    people = STAFF[: draw(st.integers(1, staff))]
    others = st.frozensets(st.sampled_from(ids))
    shifts = tuple(
        curtois.Shift(name, draw(st.sampled_from((480, 600, 1440))), draw(others)) for name in ids
    )
    day, points = st.integers(0, horizon - 1), st.integers(0, 9)
    who, shift = st.sampled_from(people), st.sampled_from(ids)
    requests = st.lists(st.builds(Request, who, day, shift, st.booleans(), points), max_size=5)
    needs = st.lists(st.builds(Need, day, shift, st.integers(0, 3), points, points), max_size=9)
    return curtois.Instance(
        horizon,
        shifts,
        tuple(draw(_employee(name, horizon, ids)) for name in people),
        tuple(draw(requests)),
        tuple(draw(needs)),
    )


@st.composite
def _employee(draw: st.DrawFn, name: str, days: int, ids: tuple[str, ...]) -> curtois.Employee:
    least = draw(st.sampled_from((0, 0, 480, 960)))
    figure = st.integers(0, 4)
    return curtois.Employee(
        name,
        draw(st.frozensets(st.integers(0, days - 1), max_size=2)),
        {shift: draw(figure) for shift in ids if draw(st.booleans())},
        least + draw(st.sampled_from((0, 1000, 9000))),
        least,
        draw(st.integers(1, 5)),
        draw(st.integers(0, 3)),
        draw(st.integers(0, 3)),
        draw(st.integers(0, 2)),
    )


@st.composite
def on_call(draw: st.DrawFn, days: int = 13) -> oncall_rostering.Instance:
    """Draw an on-call rostering instance with some days fixed."""
    horizon, count = draw(st.integers(6, days)), draw(st.integers(2, 4))
    some = st.frozensets(st.integers(0, horizon - 1), max_size=3)
    owner = {day: draw(st.integers(0, count)) for day in range(horizon) if draw(st.booleans())}
    staff = []
    for number in range(count):
        fixed = frozenset(day for day, who in owner.items() if who == number)
        load = draw(st.sampled_from((100, 75, 50, 1)))
        staff.append(oncall_rostering.Member(load, draw(some) - fixed, fixed))
    strength = st.integers(0, 3)
    return oncall_rostering.Instance(
        tuple(staff), horizon, draw(st.integers(0, 4)), draw(strength), draw(strength)
    )


def one_a_day(problem: RotaProblem) -> st.SearchStrategy[Plan]:
    """Draw a plan with at most one of the options per person and day."""
    cells: dict[tuple[str, int], list[Duty | None]] = {}
    for duty in problem.options:
        cells.setdefault((duty.person, duty.start), [None]).append(duty)
    each = st.tuples(*(st.sampled_from(some) for some in cells.values()))
    return each.map(lambda row: Plan(frozenset(duty for duty in row if duty)))


def one_person_a_day(problem: RotaProblem) -> st.SearchStrategy[Plan]:
    """Draw a plan with exactly one person per day that is not fixed."""
    days: dict[int, list[Duty]] = {}
    for duty in problem.options:
        days.setdefault(duty.start, []).append(duty)
    each = st.tuples(*(st.sampled_from(some) for some in days.values()))
    return each.map(lambda row: Plan(frozenset([*problem.kept, *row])))
