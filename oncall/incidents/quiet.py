"""Hours in which somebody wants quiet: messages wait for their end, pages of standby never do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.localtime import DAY, Span, local_day, recurring

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo


def after_quiet(now: datetime, hours: tuple[int, int] | None, zone: ZoneInfo) -> datetime:
    """Return the first instant from now on outside of quiet hours.

    `hours` are minutes of the local day; those that end before they start go over midnight, and
    those that end where they start are none.
    """
    if hours is None or hours[0] == hours[1]:
        return now
    starts, ends = hours
    today = local_day(now, zone)
    for day in (today - DAY, today):
        last = day if starts < ends else day + DAY
        quiet = Span(recurring(day, starts, zone), recurring(last, ends, zone))
        if quiet.start <= now < quiet.end:
            return quiet.end
    return now
