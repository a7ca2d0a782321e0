"""Instants as the solver counts them: minutes since an epoch, and local days in minutes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from oncall.localtime import DAY, MINUTE, days_between, recurring
from solver.calendar import Calendar

if TYPE_CHECKING:
    from datetime import date

    from oncall.localtime import Span
    from oncall.people import Site

NIGHT = (22 * 60, 6 * 60)


class Timescale:
    """Minutes since an epoch; the local days from `first` to `last` are known, others are not."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first
        self._last = last
        self._epoch = datetime.combine(first - DAY, time(), UTC)
        self._calendars: dict[str, Calendar] = {}

    def minute(self, instant: datetime) -> int:
        """Return an instant as a minute; it may lie outside the days that are known."""
        return (instant - self._epoch) // MINUTE

    def minutes(self, span: Span) -> tuple[int, int]:
        """Return a span as its first minute and the one after its last."""
        return self.minute(span.start), self.minute(span.end)

    def calendar(self, site: Site) -> Calendar:
        """Return a site's local days; one calendar per site."""
        if site.id not in self._calendars:
            self._calendars[site.id] = self._calendar(site)
        return self._calendars[site.id]

    def _calendar(self, site: Site) -> Calendar:
        days = list(days_between(self._first, self._last))
        dusk, dawn = NIGHT

        def at(day: date, minute: int) -> int:
            return self.minute(recurring(day, minute, site.zone))

        return Calendar(
            site.zone,
            self._epoch,
            self._first,
            tuple(at(day, 0) for day in [*days, self._last + DAY]),
            tuple((at(day, dusk), at(day + DAY, dawn)) for day in days),
            frozenset(n for n, day in enumerate(days) if site.calendar.is_holiday(day)),
        )
