"""Rows are made of plans and plans of rows, and nothing is lost either way."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from oncall.folder.read import read_folder
from oncall.folder.rota_file import RotaRow
from oncall.instances import MONDAY, Size, firm
from oncall.localtime import Span
from oncall.people import Role
from oncall.rota import beyond_plan, booked_gap, days_of_rows, plan_of, rows_of
from oncall.streams import Weeks
from solver import verify
from solver.problem import Duty, Plan, merged
from tests.builders import write_folder
from web.gather import gather

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.planning import Planning

HOUR = timedelta(hours=1)
SMALL = Size(weeks=1, people=6, skills=3, sites=2, without_regular_hours=0.5)


def invented(folder: Path, size: Size, seed: int) -> Planning:
    """What is asked for the weeks of an invented firm."""
    return gather(read_folder(write_folder(folder, **firm(size, seed))), Weeks(MONDAY, 7))


def some_plan(asked: Planning, seed: int) -> Plan:
    """Give duties by chance: admitted ones, one at a time per person, made one where they touch."""
    dice = Random(seed)  # noqa: S311 - for variety, not for secrets
    given: list[Duty] = []
    for duty in dice.sample(asked.problem.admitted, 40):
        if not any(d.person == duty.person and d.overlaps(duty.start, duty.end) for d in given):
            given.append(duty)
    return Plan(frozenset(merged(given)))


@pytest.mark.parametrize("seed", range(20))
def test_a_plan_and_its_rows_say_the_same(tmp_path: Path, seed: int) -> None:
    asked = invented(tmp_path, SMALL, seed)
    plan = some_plan(asked, seed)
    rows = rows_of(asked, plan)
    assert plan_of(asked, rows) == plan
    assert rows_of(asked, plan_of(asked, reversed(rows))) == rows
    assert beyond_plan(asked, rows) == ()
    assert [row.duty for row in rows] == [f"D{n:03}" for n in range(1, len(rows) + 1)]
    order = [(row.span.start, row.role, row.person.id) for row in rows]
    assert order == sorted(order)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Planning:
    """A week in which one stream is booked all the time."""
    return invented(tmp_path_factory.mktemp("one"), Size(1, 4, 1, windows="always"), 1)


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Planning:
    """A week in which two streams are booked all the time."""
    return invented(tmp_path_factory.mktemp("two"), Size(1, 4, 2, windows="always"), 1)


def row(
    asked: Planning, start: int, end: int, *bookings: int, role: Role = Role.PRIMARY
) -> RotaRow:
    """A row of the first person, in hours since the Monday began in UTC."""
    monday = datetime(MONDAY.year, MONDAY.month, MONDAY.day, tzinfo=UTC)
    facts = asked.facts
    named = tuple(facts.bookings[n] for n in bookings)
    span = Span(monday + start * HOUR, monday + end * HOUR)
    return RotaRow(f"X{start}", facts.people[0], role, span, named)


def test_rows_that_touch_are_one_duty_and_come_back_as_one_row(one: Planning) -> None:
    plan = plan_of(one, [row(one, 30, 32, 0), row(one, 28, 30, 0)])
    (duty,) = plan.duties
    assert duty.end - duty.start == 4 * 60
    (back,) = rows_of(one, plan)
    assert back.span == row(one, 28, 32, 0).span


def test_a_change_of_stream_within_a_duty_is_a_row_of_its_own(two: Planning) -> None:
    plan = plan_of(two, [row(two, 28, 30, 0), row(two, 30, 32, 1)])
    (duty,) = plan.duties
    assert len(duty.holds) == 2
    assert [[b.id for b in back.bookings] for back in rows_of(two, plan)] == [
        [two.facts.bookings[0].id],
        [two.facts.bookings[1].id],
    ]


def test_bookings_of_two_streams_in_one_row_are_held_at_once(two: Planning) -> None:
    plan = plan_of(two, [row(two, 28, 30, 0, 1)])
    broken = verify.breaches(two.problem, plan)
    assert any("several streams at once" in b.sentence or "skill" in b.sentence for b in broken)
    assert "eligible" in {b.rule for b in broken}


def test_the_same_duty_twice_is_told(one: Planning) -> None:
    whole, first, second = row(one, 28, 32, 0), row(one, 28, 30, 0), row(one, 30, 32, 0)
    assert [b.rule for b in beyond_plan(one, [whole, first, second])] == ["overlap"]


@pytest.mark.parametrize("hours", [(-9000, -8990), (400, 410), (90000, 90010), (-3, 3)])
def test_rows_outside_the_weeks_are_told_and_left_out(
    one: Planning, hours: tuple[int, int]
) -> None:
    far = row(one, *hours, 0)
    assert [b.rule for b in beyond_plan(one, [far])] == ["coverage"]
    inside = plan_of(one, [far])
    verify.breaches(one.problem, inside)
    assert all(one.problem.person[d.person].calendar.local(d.start) for d in inside.duties)
    assert len(inside.duties) == (1 if hours == (-3, 3) else 0)


def test_a_gap_is_named_by_the_bookings_that_ask_then_in_the_time_of_the_team(
    two: Planning,
) -> None:
    first = verify.gaps(two.problem, Plan())[0]
    gap = booked_gap(two, first)
    (booking,) = gap.bookings
    assert gap.line() == (f"{booking.id} backup 2027-01-11T00:00+01:00 2027-01-18T00:00+01:00 1")


def test_the_days_of_rows_are_those_of_the_teams_site(one: Planning) -> None:
    late = row(one, 23, 24, 0)  # in Berlin it is Tuesday already
    weeks = days_of_rows([late])
    assert weeks is not None
    assert (weeks.first, weeks.days) == (date(2027, 1, 12), 1)
    assert days_of_rows([]) is None
    ends_at_midnight = days_of_rows([row(one, 20, 23, 0)])
    assert ends_at_midnight is not None
    assert (ends_at_midnight.first, ends_at_midnight.days) == (MONDAY, 1)
