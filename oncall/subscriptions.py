"""What a subscriber sees of published rotas: duties as they are, and those that went elsewhere.

Everything follows from what the versions changed. So the same duty is the same entry in every
feed, and an entry is as old as the publication that made it what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.localtime import Span, local_day, midnight
from oncall.rota_history import newest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.assignments import Assignment
    from oncall.rota_history import History, Line

BACK: Final = timedelta(days=90)
KEPT: Final = timedelta(days=30)  # what is cancelled, after the publication that cancelled it


class Reach(NamedTuple):
    """What a feed shows from `today` on, for a day: what overlaps `span`.

    What was cancelled is shown if that was not before `cancelled_since`.
    """

    today: datetime
    span: Span
    cancelled_since: datetime


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty in a feed, made what it is by a version of its team's rota.

    `partners` are those who are on duty at the same time for some of the same bookings.
    """

    team: str
    duty: Assignment
    version: int
    changed_at: datetime
    cancelled: bool = False
    partners: tuple[Assignment, ...] = ()


def reach(now: datetime, zone: ZoneInfo) -> Reach:
    """Return what a feed shows on a local day; it is the same from midnight to midnight."""
    today = local_day(now, zone)
    span = Span(midnight(today - BACK, zone), midnight(_in_a_year(today), zone))
    return Reach(midnight(today, zone), span, midnight(today - KEPT, zone))


def _in_a_year(day: date) -> date:
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if leap else day.day)


def of_person(histories: Iterable[History], person: str, seen: Reach) -> tuple[Shown, ...]:
    """Return a person's duties, and those that were theirs and are no more."""
    found = (
        shown
        for history in histories
        for lines in history.of(person)
        if (shown := _persons(history, lines, person)) and _within(shown, seen)
    )
    return tuple(found)


def of_team(history: History, seen: Reach) -> tuple[Shown, ...]:
    """Return a team's duties, whoever has them, and those that were withdrawn."""
    last = (lines[-1] for lines in history.duties)
    found = (Shown(history.team, line.duty, line.version, line.at, line.withdrawn) for line in last)
    return tuple(shown for shown in found if _within(shown, seen))


def _within(shown: Shown, seen: Reach) -> bool:
    recent = not shown.cancelled or shown.changed_at >= seen.cancelled_since
    return recent and shown.duty.span.overlaps(seen.span)


def _persons(history: History, lines: tuple[Line, ...], person: str) -> Shown | None:
    """Return the duty as the person has it or last had it, None if it never was theirs."""
    theirs = [n for n, line in enumerate(lines) if line.duty.person == person]
    had = [n for n in theirs if not lines[n].withdrawn]
    if not had:
        return None
    mine = lines[had[-1]]
    if mine is lines[-1]:
        return _confirmed(history, mine)
    lost = lines[had[-1] + 1]
    return Shown(history.team, mine.duty, lost.version, lost.at, cancelled=True)


def _confirmed(history: History, mine: Line) -> Shown:
    """Return a duty with its partners; whatever changed one of them has changed the entry."""
    around = [
        stay
        for stay in history.around(mine.duty.span, mine.duty.bookings)
        if stay.duty.duty != mine.duty.duty
    ]
    partners = tuple(stay.duty for stay in around if stay.until is None)
    last = newest((mine, *(line for stay in around for line in stay.turns))) or mine
    return Shown(history.team, mine.duty, last.version, last.at, partners=partners)
