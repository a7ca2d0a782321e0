"""How much of a quota of tickets is used and left, in calendar weeks or months (DOMAIN)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from oncall.catalogue.terms import Period
from oncall.localtime import DAY, days_span, local_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from oncall.catalogue.terms import Quota
    from oncall.worklog import WorkEntry

WEEK = 7 * DAY


class Used(NamedTuple):
    """So many tickets of a quota are used since a local day; it begins anew on another."""

    quota: Quota
    used: int
    first: date
    again: date

    @property
    def left(self) -> int:
        """How many tickets are left."""
        return max(0, self.quota.amount - self.used)


def used(quota: Quota, tickets: Iterable[datetime], moment: datetime, zone: ZoneInfo) -> Used:
    """Return how much of a quota is used by tickets up to a moment, in the local week or month."""
    first, again = period(quota.per, local_day(moment, zone))
    span = days_span(first, again - DAY, zone)
    return Used(quota, sum(span.start <= each <= moment for each in tickets), first, again)


def tickets_of(worklog: Iterable[WorkEntry], customer: str) -> tuple[datetime, ...]:
    """Return when each of a customer's incidents was first worked on; each is one ticket."""
    first: dict[str, datetime] = {}
    for entry in worklog:
        if entry.customer == customer:
            known = first.get(entry.incident, entry.span.start)
            first[entry.incident] = min(known, entry.span.start)
    return tuple(sorted(first.values()))


def period(per: Period, day: date) -> tuple[date, date]:
    """Return the first day of the week (a Monday) or month of a day, and that of the next."""
    if per is Period.WEEK:
        monday = day - day.weekday() * DAY
        return monday, monday + WEEK
    first = day.replace(day=1)
    return first, (first + 31 * DAY).replace(day=1)
