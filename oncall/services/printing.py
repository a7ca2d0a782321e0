"""What goes on the notice board: read at one instant, changed by nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.errors import BadInput, Fault
from oncall.month import month_weeks
from oncall.notice_board import month_of
from oncall.services.gathering import standing
from oncall.store import gaps
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

    from oncall.month import Month
    from oncall.store.db import Database


def month(database: Database, team: str, first: date) -> Month:
    """Return the month that begins on a day, of what is published for a team.

    Raises BadInput for an unknown team, and where nothing is published in that month.
    """
    weeks = month_weeks(first)
    with database.begin() as tx:
        stands = standing(tx, team, weeks)
        published = gaps.published_spans(tx, team, weeks.span(stands.team.site.zone).start)
    found = month_of(stands, first, published)
    if not any(day.is_published for day in found.days):
        message = Sentence(
            "has nothing published in %(month)s; name another month, or publish its rota with "
            "`oncall rota publish`",
            month=f"{first:%Y-%m}",
        )
        raise BadInput((Fault(f"team {team}", None, None, message),))
    return found
