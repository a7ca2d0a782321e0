"""Times as a planning page says them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import TYPE_CHECKING, Final

from babel.dates import format_date

from oncall.localtime import DAY, MINUTE, local_day
from web.feeds.moments import clock, date_and_time, day, moment, stretch
from web.words import LOCALES

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from oncall.localtime import Span
    from oncall.streams import Weeks
    from web.words import Language

MIDNIGHT: Final = time(0)


@dataclass(frozen=True, slots=True)
class Said:
    """Says instants in a language; those of today without their day."""

    language: Language
    now: datetime

    def moment(self, at: datetime, zone: ZoneInfo) -> str:
        """Return an instant like `Mo., 7. Dez., 18:00`, or `18:00` if it is today."""
        if local_day(at, zone) == local_day(self.now, zone):
            return clock(at, zone, self.language)
        return moment(at, zone, self.language)

    def full(self, at: datetime, zone: ZoneInfo) -> str:
        """Return an instant with its year."""
        return date_and_time(at, zone, self.language)

    def stretch(self, start: datetime, end: datetime, zone: ZoneInfo) -> str:
        """Return from when to when."""
        return stretch(start, end, zone, self.language)

    def period(self, span: Span, zone: ZoneInfo) -> tuple[str, str]:
        """Return when something long begins and ends; whole days without their times."""
        start, end = span.start.astimezone(zone), span.end.astimezone(zone)
        if start.time() == end.time() == MIDNIGHT:
            days = (start.date(), end.date() - DAY)
            first, last = (format_date(each, "medium", LOCALES[self.language]) for each in days)
        else:
            first, last = self.full(span.start, zone), self.full(span.end, zone)
        return f"{first} –", last

    def day(self, on: date) -> str:
        """Return a day."""
        return day(on, self.language)

    def last_day(self, end: datetime, zone: ZoneInfo) -> str:
        """Return the day on which something ends."""
        return day(local_day(end - MINUTE, zone), self.language)

    def weeks(self, weeks: Weeks) -> str:
        """Return from which to which day."""
        last = weeks.first + (weeks.days - 1) * DAY
        return f"{self.day(weeks.first)} – {self.day(last)}"
