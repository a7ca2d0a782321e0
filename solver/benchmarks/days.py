"""Time as benchmarks have it: days of 1440 minutes, numbered from a Monday on."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from solver.calendar import Calendar
from solver.problem import Duty, Hold, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from solver.draft import Draft, Literal

DAY = 1440
MONDAY = date(2024, 1, 1)
# No benchmark speaks of nights; a calendar wants to know them.
NIGHT = (22 * 60, 30 * 60)


class Checked(NamedTuple):
    """What a roster costs by a plain count, and a sentence for each must that it breaks."""

    objective: int
    broken: tuple[str, ...]


def calendar(days: int) -> Calendar:
    """Return the days of a horizon."""
    return Calendar(
        ZoneInfo("UTC"),
        datetime.combine(MONDAY, time(), UTC),
        MONDAY,
        tuple(day * DAY for day in range(days + 1)),
        tuple((day * DAY + NIGHT[0], day * DAY + NIGHT[1]) for day in range(days)),
    )


def duty(person: str, role: str, day: int, minutes: int, stream: str) -> Duty:
    """Return a duty that begins with a day."""
    start, end = day * DAY, day * DAY + minutes
    return Duty(person, role, start, end, (Hold(stream, start, end),))


def day_of(duty: Duty) -> int:
    """Return the day with which a duty begins."""
    return duty.start // DAY


def shift_of(duty: Duty) -> str:
    """Return the shift that a duty is."""
    return duty.holds[0].stream


def by_cell(plan: Plan) -> Mapping[tuple[str, int], list[str]]:
    """Return the shifts of each person on each day with any."""
    cells: dict[tuple[str, int], list[str]] = {}
    for given in sorted(plan.duties):
        cells.setdefault((given.person, day_of(given)), []).append(shift_of(given))
    return cells


def decisions(draft: Draft) -> Mapping[tuple[str, int], Literal]:
    """Return whether each person is on duty on each day with anything on offer or decided.

    Those about whom the draft decides nothing are in it as well.
    """
    takes: dict[tuple[str, int], list[Literal]] = {}
    for offered in (*draft.decided, *draft.options):
        takes.setdefault((offered.person, day_of(offered)), []).append(draft.takes(offered))
    return {cell: draft.any(some) for cell, some in takes.items()}
