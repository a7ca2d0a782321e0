"""Shift scheduling by Curtois and Qu: reading, writing, and the edges of its rules."""

from __future__ import annotations

import re

import pytest

from solver import verify
from solver.benchmarks import curtois, known
from solver.benchmarks.days import duty
from solver.benchmarks.rules import Need, Request
from solver.problem import Plan
from tests.solver.benchmarks import tiny
from tests.solver.benchmarks.shared_files import text_of

TINY = curtois.read(tiny.CURTOIS)


def test_an_instance_is_read() -> None:
    assert TINY.days == 7
    assert TINY.shifts == (
        curtois.Shift("E", 480, frozenset()),
        curtois.Shift("L", 420, frozenset({"E"})),
    )
    assert TINY.employees[1] == curtois.Employee(
        "ben", frozenset({0, 3}), {"E": 5, "L": 0}, 2400, 480, 5, 1, 1, 0
    )
    assert TINY.requests == (
        Request("ada", 1, "L", wanted=True, points=2),
        Request("ben", 2, "E", wanted=True, points=3),
        Request("ada", 4, "E", wanted=False, points=4),
    )
    assert TINY.needs[3] == Need(4, "E", 2, 10, 7)


@pytest.mark.parametrize("name", known.CURTOIS)
def test_every_public_instance_is_read(name: str) -> None:
    instance = curtois.read(text_of(f"curtois/{name}.txt"))

    problem = curtois.problem(instance)

    assert len(problem.options) == (len(instance.employees) * instance.days * len(instance.shifts))
    assert len(instance.needs) == instance.days * len(instance.shifts)


def test_line_ends_of_windows_make_no_difference() -> None:
    assert curtois.read(tiny.CURTOIS.replace("\n", "\r\n")) == TINY


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("SECTION_COVER", "SECTION_NEED", "no section is called NEED; write one of HORIZON, "),
        ("SECTION_COVER", "", "SECTION_COVER is missing; add it, even without lines"),
        ("SECTION_COVER", "SECTION_SHIFTS", "line 24: SECTION_SHIFTS stands twice; put its"),
        ("SECTION_HORIZON\n", "", "line 2: stands before any section; begin with SECTION_"),
        ("HORIZON\n7", "HORIZON", "SECTION_HORIZON has 0 lines; write one, the number of days"),
        ("\n7\n", "\n0\n", "line 3: the horizon is 0 days; write 1 or more"),
        ("\n7\n", "\n7,8\n", "line 3: 2 cells; write 1: days"),
        ("\n7\n", "\nseven\n", "line 3: the horizon is 'seven'; write a whole number from 0 on"),
        ("E,480,\nL,420,E", "", "there is no shift; write at least one"),
        ("L,420,E", "E,420,", "line 7: shift E stands in line 6 already; leave one of them out"),
        ("L,420,E", ",420,", "line 7: the shift has no name; write one"),
        ("ben,E=5", ",E=5", "line 11: the employee has no name; write one"),
        ("L,420,E", "L,0,E", "line 7: the length is 0; write 1 minute or more"),
        ("L,420,E", "L,1441,E", "line 7: the length is 1441; write one from 0 to 1440"),
        ("L,420,E", "L,420,D", "line 7: no shift is called 'D'; write one of E, L"),
        (",5,1,1,0", ",5,1,1", "line 11: 7 cells; write 8: ID, MaxShifts, MaxTotalMinutes"),
        ("E=5|", "E=|", "line 11: MaxShifts of E is ''; write a whole number from 0 on"),
        (",5,1,1,0", ",5,1,1,-1", "line 11: MaxWeekends is '-1'; write a whole number from 0 on"),
        ("ada,6", "cem,6", "line 14: nobody is called 'cem'; write an ID of SECTION_STAFF"),
        ("ada,6", "ada,7", "line 14: the day is 7; write one from 0 to 6"),
        ("ada,1,L,2", "ada,1,L", "line 18: 3 cells; write 4: EmployeeID, Day, ShiftID, Weight"),
        ("ada,1,L,2", "ada,1,L,x", "line 18: the weight is 'x'; write a whole number from 0 on"),
        ("4,E,2,10,7", "4,E,2,10", "line 28: 4 cells; write 5: Day, ShiftID, Requirement"),
        ("4,E,2,10,7", "4,E,2.5,10,7", "line 28: Requirement is '2.5'; write a whole number"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_a_cure(
    before: str, after: str, sentence: str
) -> None:
    assert tiny.CURTOIS.count(before) == 1
    with pytest.raises(ValueError, match=re.escape(sentence)):
        curtois.read(tiny.CURTOIS.replace(before, after))


def test_a_roster_has_a_row_per_employee_and_a_cell_per_day_between_tabs() -> None:
    plan = Plan(frozenset([duty("ada", "shift", 1, 420, "L"), duty("ben", "shift", 6, 480, "E")]))

    assert curtois.write(TINY, plan) == "\tL\t\t\t\t\t\n\t\t\t\t\t\tE\n"


def test_two_shifts_on_a_day_show_in_a_roster_and_are_found() -> None:
    plan = Plan(frozenset([duty("ada", "shift", 0, 420, "L"), duty("ada", "shift", 0, 480, "E")]))

    roster = curtois.write(TINY, plan)

    assert roster.startswith("L+E\t")
    assert curtois.check(TINY, roster).broken == ("row 1: no shift is called 'L+E'",)


@pytest.mark.parametrize(
    ("roster", "sentence"),
    [
        ("\t\t\t\t\t\t\n", "1 rows for 2 employees"),
        ("\t\t\t\t\t\t\n\t\t\n", "row 2: 3 cells for 7 days"),
        ("\t\t\t\t\t\t\n\t\tX\t\t\t\t\n", "row 2: no shift is called 'X'"),
    ],
)
def test_a_roster_of_another_form_is_refused(roster: str, sentence: str) -> None:
    assert curtois.check(TINY, roster) == curtois.Checked(0, (sentence,))


@pytest.mark.parametrize(
    ("ada", "ben", "broken"),
    [
        ("EE-----", "-E-----", []),
        ("-------", "-E-----", ["ada minutes"]),
        ("EELLLL-", "-E-----", ["ada consecutive", "ada minutes"]),
        # What touches an end may have begun before, or go on after.
        ("E---LL-", "-E---E-", ["ben most_weekends"]),
        ("L--LL--", "-E-----", []),
        ("--L-LL-", "-E-----", ["ada shortest_off", "ada shortest_run"]),
        ("LL-LL--", "-E-----", ["ada shortest_off"]),
        ("LE-----", "-E-----", ["ada succession"]),
        ("EE--EE-", "-E-----", ["ada most_shifts"]),
        ("----LLL", "-E-----", ["ada blocked"]),
        ("EE-----", "-E----E", ["ben most_weekends"]),
    ],
)
def test_rules_and_second_count_find_what_is_broken(ada: str, ben: str, broken: list[str]) -> None:
    lengths = {shift.id: shift.minutes for shift in TINY.shifts}
    plan = Plan(
        frozenset(
            duty(who, "shift", day, lengths[cell], cell)
            for who, row in (("ada", ada), ("ben", ben))
            for day, cell in enumerate(row)
            if cell in lengths
        )
    )

    found = verify.breaches(curtois.problem(TINY), plan)

    assert sorted(f"{breach.person} {breach.rule}" for breach in found) == broken
    assert len(curtois.check(TINY, curtois.write(TINY, plan)).broken) == len(broken)


def test_the_bill_has_refused_requests_and_staffing() -> None:
    checked = curtois.check(TINY, "E\tE\t\t\tE\tE\t\n" + "\tE\t\t\t\t\t\n")

    # Refused: L on day 1, E on day 2, E on day 4. One too many in E, L is missing, E misses one.
    assert checked.objective == (2 + 3 + 4) + (1 + 50 + 10)
