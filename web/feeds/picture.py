"""The next weeks of a feed as a picture: a row per week, a column per day, a bar per duty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.localtime import DAY, Span, day_span, local_day
from web.feeds.moments import month_day, stretch, weekday

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from notify.feeds import Entry
    from web.words import Language

WEEKS: Final = 6
LABEL, COLUMN, ROW, TOP, BAR, MOST_LANES = 58, 84, 30, 22, 22, 3


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a duty on one day."""

    x: float
    y: float
    width: float
    height: float
    lane: int
    cancelled: bool
    title: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day, or the label of a row or column."""

    x: float
    y: float
    text: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, in units of its own."""

    width: float
    height: float
    columns: Sequence[Cell]
    rows: Sequence[Cell]
    days: Sequence[Cell]
    bars: Sequence[Bar]
    lanes: Sequence[str]


def picture(entries: Iterable[Entry], now: datetime, zone: ZoneInfo, language: Language) -> Picture:
    """Return the picture of this week and those after it; a lane per role, as it is called."""
    today = local_day(now, zone)
    monday = today - timedelta(days=today.weekday())
    days = [monday + n * DAY for n in range(7 * WEEKS)]
    shown = Span(day_span(days[0], zone).start, day_span(days[-1], zone).end)
    some = [each for each in entries if Span(each.start, each.end).overlaps(shown)]
    lanes = tuple(dict.fromkeys(_lane(each) for each in sorted(some, key=lambda e: e.start)))
    lanes = lanes[:MOST_LANES]
    return Picture(
        LABEL + 7 * COLUMN,
        TOP + WEEKS * ROW,
        [Cell(_x(n), TOP - 8, weekday(monday + n * DAY, language)) for n in range(7)],
        [Cell(0, _y(n) + ROW / 2 + 4, month_day(days[7 * n], language)) for n in range(WEEKS)],
        [Cell(_x(n % 7), _y(n // 7), marked=day == today) for n, day in enumerate(days)],
        [bar for each in some for bar in _bars(each, days, lanes, (zone, language))],
        lanes,
    )


def _bars(
    entry: Entry, days: Sequence[date], lanes: Sequence[str], how: tuple[ZoneInfo, Language]
) -> Iterator[Bar]:
    zone, language = how
    if _lane(entry) not in lanes:
        return
    lane = lanes.index(_lane(entry))
    height = BAR / len(lanes)
    title = f"{entry.title}: {stretch(entry.start, entry.end, zone, language)}"
    for n, day in enumerate(days):
        whole = day_span(day, zone)
        part = whole.clip(Span(entry.start, entry.end))
        if part:
            length = whole.end - whole.start
            x = _x(n % 7) + COLUMN * ((part.start - whole.start) / length)
            width = COLUMN * ((part.end - part.start) / length)
            y = _y(n // 7) + (ROW - BAR) / 2 + lane * height
            yield Bar(
                round(x, 1), round(y, 1), round(width, 1), height - 1, lane, entry.cancelled, title
            )


def _lane(entry: Entry) -> str:
    return entry.categories[0] if entry.categories else ""


def _x(column: int) -> float:
    return LABEL + column * COLUMN


def _y(row: int) -> float:
    return TOP + row * ROW
