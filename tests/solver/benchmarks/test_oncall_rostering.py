"""On-call rostering by Julien Fischer: reading, writing, and the edges of its model."""

from __future__ import annotations

import re

import pytest

from solver import verify
from solver.benchmarks import known, oncall_rostering
from solver.benchmarks.days import DAY, duty
from solver.problem import Plan
from tests.solver.benchmarks import tiny
from tests.solver.benchmarks.shared_files import text_of

TINY = oncall_rostering.read(tiny.ONCALL_ROSTERING)


def test_an_instance_is_read() -> None:
    assert oncall_rostering.read(tiny.ONCALL_ROSTERING) == oncall_rostering.Instance(
        (
            oncall_rostering.Member(100, frozenset({0}), frozenset({2})),
            oncall_rostering.Member(100, frozenset(), frozenset()),
            oncall_rostering.Member(50, frozenset({1}), frozenset()),
        ),
        days=7,
        weekend_offset=4,
        adjacent_strength=2,
        wednesday_strength=3,
    )


@pytest.mark.parametrize("name", known.ONCALL_ROSTERING)
def test_every_public_instance_is_read(name: str) -> None:
    instance = oncall_rostering.read(text_of(f"oncall-rostering/{name}.dzn"))

    problem = oncall_rostering.problem(instance)

    free = instance.days - len(problem.kept)
    assert len(problem.options) == len(instance.staff) * free


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("num_days = 7;", "", "num_days has no value; write num_days = …;"),
        ("num_days", "days", "num_days has no value; write num_days = …;"),
        ("weekend_offset = 4", "hours = 3;\nweekend_offset = 4", "line 6: no hours is known; "),
        ("num_days = 7", "num_staff = 3", "line 3: num_staff has a value in line 1; drop one"),
        ("num_days = 7", "num_days 7", "line 3: «7» stands where «=» should; write «=»"),
        ("num_days = 7", "num_days = x", "line 3: «x» stands where a number, a set or an array"),
        ("num_days = 7", "7 = num_days", "line 3: «7» stands where a name should; write a name"),
        ("{3}, {}, {}];", "{3}, {}, {}", "line 6: «weekend_offset» stands where «,» should"),
        ("_weekend_str = 3;", "_weekend_str = 3", "line 8: «the end» stands where «;» should"),
        ("num_days = 7", "num_days = 5", "line 3: num_days needs a whole number; write one from 6"),
        ("num_days = 7", "num_days = {7}", "line 3: num_days needs a whole number; write one"),
        ("num_staff = 3", "num_staff = 1", "line 1: num_staff needs a whole number; write one"),
        ("100, 50]", "100, 101]", "line 2: work_load needs a whole number; write one from 1 to"),
        ("100, 50]", "100]", "line 2: work_load needs an array with a member for each of 3 staff"),
        ("{3}, {}, {}", "{3}, {}, 1", "line 5: fixed has a member that is no set; write sets"),
        ("{3}, {}, {}", "{8}, {}, {}", "line 5: fixed has day 8; write one from 1 to 7"),
        ("{3}, {}, {}", "{3}, {3}, {}", "line 5: fixed has 1 and 2 on day 3; keep one"),
        ("{3}, {}, {}", "{3}, {}, {2}", "line 5: fixed has 3 on day 2, when not available; drop"),
        ("{1, 9}, {}, {2}", "{2}, {2}, {2}", "line 4: unavailable leaves nobody on day 2; free"),
        ("weekend_offset = 4", "weekend_offset = 5", "line 6: weekend_offset needs a whole number"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_a_cure(
    before: str, after: str, sentence: str
) -> None:
    assert tiny.ONCALL_ROSTERING.count(before) == 1
    with pytest.raises(ValueError, match=re.escape(sentence)):
        oncall_rostering.read(tiny.ONCALL_ROSTERING.replace(before, after))


def plan(roster: str) -> Plan:
    """Return who is on call on each day."""
    return Plan(
        frozenset(
            duty(who, "on call", day, DAY, "on call") for day, who in enumerate(roster) if who > "-"
        )
    )


def test_a_roster_is_written_as_the_model_prints_it() -> None:
    assert oncall_rostering.write(TINY, plan("2113211")) == (
        "roster     = [2, 1, 1, 3, 2, 1, 1];\nweekday bt = 3;\nweekend bt = 1;\nobjective  = 6;\n"
    )


def test_a_day_that_nobody_has_is_told() -> None:
    roster = oncall_rostering.write(TINY, plan("2-1-211"))

    assert roster.startswith("roster     = [2, <>, 1, <>, 2, 1, 1];\n")
    assert oncall_rostering.check(TINY, roster).broken == ("day 2: <>", "day 4: <>")


def test_a_day_that_two_people_have_is_told() -> None:
    both = Plan(plan("2113211").duties | plan("--2----").duties)

    roster = oncall_rostering.write(TINY, both)

    assert oncall_rostering.check(TINY, roster).broken == ("day 3: 1+2",)


def test_a_roster_of_another_form_is_refused() -> None:
    assert oncall_rostering.check(TINY, "") == (0, ("0 days instead of 7",))
    assert oncall_rostering.check(TINY, "roster = [1, 4];\n").broken == (
        "day 2: 4",
        "2 days instead of 7",
    )


def test_a_day_fixed_for_somebody_else_is_found() -> None:
    roster = oncall_rostering.write(TINY, plan("2123213"))

    assert oncall_rostering.check(TINY, roster).broken == ("day 3: fixed for 1",)


def instance(fixed: str, offset: int = 4) -> oncall_rostering.Instance:
    """Return three people of whom some days are fixed, a letter each; weekends as by offset."""
    return oncall_rostering.Instance(
        tuple(
            oncall_rostering.Member(
                100, frozenset(), frozenset(d for d, c in enumerate(fixed) if c == who)
            )
            for who in "123"
        ),
        len(fixed),
        offset,
        adjacent_strength=1,
        wednesday_strength=2,
    )


@pytest.mark.parametrize(
    ("fixed", "offset", "roster", "broken"),
    [
        ("-------", 4, "1112321", 1),
        ("111----", 4, "1112321", 0),
        ("11-----", 4, "1112321", 1),
        # A weekend and the days beside it, with one exception for both sides.
        ("-------", 4, "1231132", 1),
        ("-------", 4, "1231223", 1),
        ("---11--", 4, "1231132", 1),
        ("---113-", 4, "1231132", 0),
        ("--------", 0, "11232312", 1),
        ("11------", 0, "11232312", 0),
        ("----------", 4, "1231323211", 1),
        ("--------11", 4, "1231323211", 0),
        # Two weekends in a row.
        ("-----------", 0, "12323132123", 1),
        ("1----1-----", 0, "12323132123", 0),
    ],
)
def test_what_is_fixed_is_excused(fixed: str, offset: int, roster: str, broken: int) -> None:
    given = instance(fixed, offset)

    text = oncall_rostering.write(given, plan(roster))

    assert len(oncall_rostering.check(given, text).broken) == broken
    assert len(verify.breaches(oncall_rostering.problem(given), plan(roster))) == broken


@pytest.mark.parametrize(
    ("roster", "points"),
    [
        ("1231231", 0),
        ("1123123", 1),
        # The model does not look at the last pair.
        ("1231233", 0),
        # Wednesday before the weekend.
        ("1213132", 2),
    ],
)
def test_days_that_should_not_be_together_are_paid_for(roster: str, points: int) -> None:
    given = instance("-------")

    costs = verify.costs(oncall_rostering.problem(given), plan(roster))

    assert costs["seldom_together"].cost == points
    checked = oncall_rostering.check(given, oncall_rostering.write(given, plan(roster)))
    assert checked.objective == points + costs["balance"].cost
