"""Look-ups in the table of effective duties, one at a time or as a set."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from oncall.store.rotas import assignment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from oncall.assignments import Assignment

# As the table's check has it: what is running at an instant began at most so long before.
LONGEST: Final = timedelta(hours=25)
COLUMNS: Final = "e.duty, e.person, e.role, e.starts, e.ends, e.bookings"
# Those who are on call, and for each the next few who have the role for the same bookings: several,
# since duties of one person that touch are one turn.
ONE: Final = text(
    f"with present as (select {COLUMNS} from effective_duties e "  # noqa: S608 - no input
    "where e.team = :team and e.starts > :earliest and e.starts <= :at and e.ends > :at) "
    "select * from present union select next.* from present p cross join lateral ("
    f"select {COLUMNS} from effective_duties e where e.team = :team and e.starts > :at "
    "and e.starts <= :latest and e.role = p.role and e.bookings && p.bookings "
    "order by e.starts limit 4) next"
)
# Each duty with the questions that it answers: few rows, as many ask for the same. «offset 0» keeps
# the look-up of each question by itself, for the planner has no idea how few rows it finds.
SET: Final = text(
    f"select {COLUMNS}, array_agg(q.n) as questions "  # noqa: S608 - no input
    "from unnest(cast(:teams as text[]), cast(:instants as timestamptz[])) "
    "with ordinality q(team, at, n) cross join lateral (select * from effective_duties d "
    "where d.team = q.team and d.starts > q.at - interval '25 hours' and d.starts <= q.at "
    f"and d.ends > q.at offset 0) e group by {COLUMNS}"
)


def around(tx: Connection, team: str, at: datetime, ahead: timedelta) -> tuple[Assignment, ...]:
    """Return a team's duties that run at an instant, and the next of each until `ahead` of it."""
    wanted = {"team": team, "at": at, "earliest": at - LONGEST, "latest": at + ahead}
    return tuple(assignment(row) for row in tx.execute(ONE, wanted))


def at_once(
    tx: Connection, asked: Sequence[tuple[str, datetime]]
) -> tuple[tuple[Assignment, ...], ...]:
    """Return, for each team and instant, the duties that run then."""
    found: list[list[Assignment]] = [[] for _ in asked]
    wanted = {"teams": [team for team, _ in asked], "instants": [at for _, at in asked]}
    for row in tx.execute(SET, wanted):
        each = assignment(row)
        for question in row.questions:
            found[question - 1].append(each)
    return tuple(tuple(some) for some in found)
