"""A team of 20 that is on call every night for 15 months, published four weeks at a time."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from oncall.assignments import Assignment
from oncall.instances import MONDAY, Size
from oncall.localtime import DAY, Span
from oncall.people import Role
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import rotas, sheets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from oncall.store.db import Database, Tx

TEAM: Final = "reutlingen"
SIZE: Final = Size(weeks=66, people=20, skills=3)
BEGINS: Final = datetime.combine(MONDAY, time(19), UTC)
NOW: Final = BEGINS + 90 * DAY
DAYS: Final = 90 + 365


def published(database: Database, people: Sequence[str]) -> int:
    """Publish the nights of 15 months, four weeks at a time, and return how many duties."""
    count = 0
    for first in range(0, DAYS, 28):
        nights = range(first, min(first + 28, DAYS))
        rows = tuple(duty for night in nights for duty in _night(night, people))
        with database.begin() as tx:
            publish(tx, Span(rows[0].span.start, rows[-1].span.end), rows)
        count += len(rows)
    return count


def _night(night: int, people: Sequence[str]) -> Iterator[Assignment]:
    """Yield who is on duty in a night, for each skill in two roles; all take turns."""
    start = BEGINS + night * DAY
    for place in range(2 * SIZE.skills):
        person = people[(2 * SIZE.skills * night + place) % len(people)]
        role = (Role.PRIMARY, Role.BACKUP)[place % 2]
        booking = f"{TEAM}-skill-{place // 2}"
        yield Assignment(Span(start, start + timedelta(hours=12)), role, person, (booking,))


def publish(tx: Tx, span: Span, rows: tuple[Assignment, ...]) -> None:
    """Publish rows as all there is of a stretch."""
    proposed = Proposed(TEAM, "draft", span, rows, rotas.version(tx, TEAM))
    make_version(tx, sheets.read_facts(tx), proposed, Act("bench", NOW - 90 * DAY, "measured"))
