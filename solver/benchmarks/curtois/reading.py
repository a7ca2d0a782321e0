"""From the text of an instance file to its nouns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from solver.benchmarks.curtois.instance import Employee, Instance, Shift
from solver.benchmarks.curtois.sections import sections
from solver.benchmarks.days import DAY
from solver.benchmarks.rules import Need, Request

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from solver.benchmarks.curtois.sections import Line

STAFF = (
    "ID",
    "MaxShifts",
    "MaxTotalMinutes",
    "MinTotalMinutes",
    "MaxConsecutiveShifts",
    "MinConsecutiveShifts",
    "MinConsecutiveDaysOff",
    "MaxWeekends",
)
REQUEST = ("EmployeeID", "Day", "ShiftID", "Weight")
COVER = ("Day", "ShiftID", "Requirement", "Weight for under", "Weight for over")


class _Known(NamedTuple):
    """What a line may speak of."""

    days: int
    shifts: Collection[str]
    people: Collection[str] = ()

    def day(self, line: Line, text: str) -> int:
        return line.number_in(text, "the day", below=self.days)

    def shift(self, line: Line, text: str) -> str:
        if text not in self.shifts:
            line.fault(f"no shift is called {text!r}; write one of {', '.join(self.shifts)}")
        return text

    def person(self, line: Line, text: str) -> str:
        if text not in self.people:
            line.fault(f"nobody is called {text!r}; write an ID of SECTION_STAFF")
        return text


def read(text: str) -> Instance:
    """Return the instance; ValueError names the line of what is wrong, and the cure."""
    found = sections(text)
    days = _days(found["HORIZON"])
    shifts = _shifts(found["SHIFTS"])
    known = _Known(days, [shift.id for shift in shifts])
    staff = _unique(found["STAFF"], "employee")
    known = known._replace(people=[line.cells[0] for line in staff])
    off = _days_off(found["DAYS_OFF"], known)
    requests = [
        *_requests(found["SHIFT_ON_REQUESTS"], known, wanted=True),
        *_requests(found["SHIFT_OFF_REQUESTS"], known, wanted=False),
    ]
    return Instance(
        days,
        shifts,
        tuple(_employee(line, known, off) for line in staff),
        tuple(requests),
        tuple(_needs(found["COVER"], known)),
    )


def _days(lines: Sequence[Line]) -> int:
    if len(lines) != 1:
        raise ValueError(f"SECTION_HORIZON has {len(lines)} lines; write one, the number of days")
    lines[0].expect("days")
    days = lines[0].number_in(lines[0].cells[0], "the horizon")
    return days or lines[0].fault("the horizon is 0 days; write 1 or more")


def _unique(lines: Sequence[Line], what: str) -> Sequence[Line]:
    seen: dict[str, int] = {}
    for line in lines:
        name = line.cells[0]
        if not name:
            line.fault(f"the {what} has no name; write one")
        if name in seen:
            line.fault(f"{what} {name} stands in line {seen[name]} already; leave one of them out")
        seen[name] = line.number
    if not lines:
        raise ValueError(f"there is no {what}; write at least one")
    return lines


def _shifts(lines: Sequence[Line]) -> tuple[Shift, ...]:
    ids = [line.cells[0] for line in _unique(lines, "shift")]
    return tuple(_shift(line, _Known(0, ids)) for line in lines)


def _shift(line: Line, known: _Known) -> Shift:
    line.expect("ShiftID", "Length in mins", "Shifts which cannot follow")
    name, length, after = line.cells
    minutes = line.number_in(length, "the length", below=DAY + 1)
    if minutes == 0:
        line.fault("the length is 0; write 1 minute or more")
    others = frozenset(known.shift(line, other) for other in after.split("|") if other)
    return Shift(name, minutes, others)


def _employee(line: Line, known: _Known, off: Mapping[str, frozenset[int]]) -> Employee:
    line.expect(*STAFF)
    name, shifts, *figures = line.cells
    most: dict[str, int] = {}
    for part in filter(None, shifts.split("|")):
        shift, _, count = part.partition("=")
        most[known.shift(line, shift)] = line.number_in(count, f"MaxShifts of {shift}")
    return Employee(name, off.get(name, frozenset()), most, *_numbers(line, figures, STAFF[2:]))


def _days_off(lines: Iterable[Line], known: _Known) -> Mapping[str, frozenset[int]]:
    off: dict[str, frozenset[int]] = {}
    for line in lines:
        name, *days = line.cells
        more = frozenset(known.day(line, day) for day in days)
        off[name] = off.get(known.person(line, name), frozenset()) | more
    return off


def _requests(lines: Iterable[Line], known: _Known, *, wanted: bool) -> Iterator[Request]:
    for line in lines:
        line.expect(*REQUEST)
        who, day, shift, weight = line.cells
        yield Request(
            known.person(line, who),
            known.day(line, day),
            known.shift(line, shift),
            wanted,
            line.number_in(weight, "the weight"),
        )


def _needs(lines: Iterable[Line], known: _Known) -> Iterator[Need]:
    for line in lines:
        line.expect(*COVER)
        day, shift, *figures = line.cells
        numbers = _numbers(line, figures, COVER[2:])
        yield Need(known.day(line, day), known.shift(line, shift), *numbers)


def _numbers(line: Line, figures: Sequence[str], columns: Sequence[str]) -> Iterator[int]:
    for text, column in zip(figures, columns, strict=True):
        yield line.number_in(text, column)
