"""The nouns of an instance, as its file has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.benchmarks.rules import Need, Request


class Shift(NamedTuple):
    """A shift, its length, and the shifts that may not be worked on the day after it."""

    id: str
    minutes: int
    not_next: frozenset[str]


@dataclass(frozen=True)
class Employee:
    """Somebody with a contract: shifts of each kind, minutes, runs of days, weekends, days off."""

    id: str
    days_off: frozenset[int]
    most_shifts: Mapping[str, int]
    most_minutes: int
    least_minutes: int
    longest_run: int
    shortest_run: int
    shortest_off: int
    most_weekends: int


@dataclass(frozen=True)
class Instance:
    """A horizon of days from a Monday on, who works in it, and what is wanted."""

    days: int
    shifts: tuple[Shift, ...]
    employees: tuple[Employee, ...]
    requests: tuple[Request, ...]
    needs: tuple[Need, ...]
