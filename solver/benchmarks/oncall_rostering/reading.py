"""From the text of a data file to its nouns, as strict as the model is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from solver.benchmarks.oncall_rostering.dzn import Entry, entries
from solver.benchmarks.oncall_rostering.instance import WEEK, Instance, Member

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NAMES = (
    "num_staff",
    "work_load",
    "num_days",
    "unavailable",
    "fixed",
    "weekend_offset",
    "adj_days_str",
    "wed_before_weekend_str",
)
FULL_TIME = 100


def read(text: str) -> Instance:
    """Return the instance; ValueError names the line of what is wrong, and the cure."""
    data = _Data(entries(text))
    staff = data.number("num_staff", 2)
    days = data.number("num_days", WEEK + 1)
    loads = data.numbers("work_load", staff, 1, FULL_TIME)
    absent, fixed = data.sets("unavailable", staff), data.sets("fixed", staff)
    data.agree(absent, fixed, days)
    return Instance(
        tuple(
            Member(load, _within(away, days), _within(must, days))
            for load, away, must in zip(loads, absent, fixed, strict=True)
        ),
        days,
        data.number("weekend_offset", 0, WEEK - 1),
        data.number("adj_days_str", 0),
        data.number("wed_before_weekend_str", 0),
    )


def _within(days: Iterable[int], horizon: int) -> frozenset[int]:
    """Return days counted from 0 instead of 1; files name some that are beyond the horizon."""
    return frozenset(day - 1 for day in days if 1 <= day <= horizon)


class _Data:
    """What the file assigns, taken out with the bounds that the model sets."""

    def __init__(self, found: Mapping[str, Entry]) -> None:
        for name in NAMES:
            if name not in found:
                raise ValueError(f"{name} has no value; write {name} = …;")
        for name, entry in found.items():
            if name not in NAMES:
                known = ", ".join(NAMES)
                raise ValueError(f"line {entry.line}: no {name} is known; write one of {known}")
        self._found = found

    def number(self, name: str, least: int, most: int | None = None) -> int:
        """Return a number within bounds."""
        return self._bounded(name, self._found[name].value, least, most)

    def numbers(self, name: str, count: int, least: int, most: int) -> list[int]:
        """Return so many numbers within bounds."""
        return [self._bounded(name, each, least, most) for each in self._array(name, count)]

    def sets(self, name: str, count: int) -> list[frozenset[int]]:
        """Return so many sets."""
        found = [each for each in self._array(name, count) if isinstance(each, frozenset)]
        if len(found) < count:
            self._refuse(name, "has a member that is no set; write sets, such as {1, 2}")
        return found

    def agree(
        self, absent: list[frozenset[int]], fixed: list[frozenset[int]], horizon: int
    ) -> None:
        """Refuse days that the model cannot give."""
        if nobody := frozenset.intersection(*absent):
            self._refuse("unavailable", f"leaves nobody on {_days(nobody)}; free somebody")
        taken: dict[int, int] = {}
        for who, (away, days) in enumerate(zip(absent, fixed, strict=True), 1):
            if both := away & days:
                cure = "drop them here or there"
                self._refuse("fixed", f"has {who} on {_days(both)}, when not available; {cure}")
            for day in sorted(days):
                if not 1 <= day <= horizon:
                    self._refuse("fixed", f"has day {day}; write one from 1 to {horizon}")
                if day in taken:
                    self._refuse("fixed", f"has {taken[day]} and {who} on day {day}; keep one")
                taken[day] = who

    def _array(self, name: str, count: int) -> list[object]:
        found = self._found[name].value
        if not isinstance(found, list) or len(found) != count:
            self._refuse(name, f"needs an array with a member for each of {count} staff")
        return found

    def _bounded(self, name: str, value: object, least: int, most: int | None) -> int:
        bounds = f"from {least} on" if most is None else f"from {least} to {most}"
        if not isinstance(value, int) or value < least or (most is not None and value > most):
            self._refuse(name, f"needs a whole number; write one {bounds}")
        return value

    def _refuse(self, name: str, sentence: str) -> NoReturn:
        raise ValueError(f"line {self._found[name].line}: {name} {sentence}")


def _days(days: Iterable[int]) -> str:
    return f"day {', '.join(map(str, sorted(days)))}"
