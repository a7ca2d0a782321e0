"""How six weeks lie on a picture: a row per week, a column per day, bars in lanes and tracks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.localtime import DAY, Span, day_span, local_day

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from web.words import Language

WEEKS: Final = 6
# Sizes: of the label beside a week, a day's column, the line above all, and within a week's row
# what is left free, how high all bars are, and how high at least is each of those that overlap.
LABEL, COLUMN, TOP, FREE, BARS, BAR = 92, 84, 26, 8, 22, 7


@dataclass(frozen=True, slots=True)
class Paper:
    """How the weeks lie: `tracks` are how many bars lie one below the other in each lane."""

    monday: date
    zone: ZoneInfo
    language: Language
    tracks: Mapping[str, int]

    @property
    def days(self) -> list[date]:
        """All days that are shown."""
        return [self.monday + n * DAY for n in range(7 * WEEKS)]

    @property
    def bar(self) -> float:
        """How high a bar is, with a line of what separates it from the next."""
        return max(BAR, BARS / max(1, sum(self.tracks.values())))

    @property
    def row(self) -> float:
        """How high a week is."""
        return FREE + self.bar * max(sum(self.tracks.values()), BARS / self.bar)

    def x(self, day: int) -> float:
        """Where a day begins."""
        return LABEL + day % 7 * COLUMN

    def y(self, day: int) -> float:
        """Where a day's week begins."""
        return TOP + day // 7 * self.row

    def line(self, lane: str, track: int) -> float:
        """How far below the top of its week a bar of a lane lies."""
        lanes = list(self.tracks)
        above = sum(self.tracks[each] for each in lanes[: lanes.index(lane)])
        return FREE / 2 + (above + track) * self.bar


def six_weeks(now: datetime, zone: ZoneInfo) -> Span:
    """Return what the picture shows: this week and those after it."""
    monday = monday_of(now, zone)
    last = monday + (7 * WEEKS - 1) * DAY
    return Span(day_span(monday, zone).start, day_span(last, zone).end)


def monday_of(now: datetime, zone: ZoneInfo) -> date:
    """Return the Monday of this week."""
    today = local_day(now, zone)
    return today - timedelta(days=today.weekday())
