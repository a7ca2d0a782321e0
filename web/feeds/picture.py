"""The next weeks of a feed as a picture: a row per week, a column per day, a bar per duty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from oncall.localtime import Span, day_span, local_day
from web.feeds.moments import month_day, numeric_day, stretch, weekday
from web.feeds.paper import COLUMN, LABEL, TOP, WEEKS, Paper, monday_of, six_weeks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from notify.feeds import Entry
    from web.words import Language

MOST_LANES: Final = 3


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
    short: str = ""  # where there is little room
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn, in units of its own."""

    width: float
    height: float
    row: float  # the height of a week
    columns: Sequence[Cell]
    rows: Sequence[Cell]
    days: Sequence[Cell]
    bars: Sequence[Bar]
    lanes: Sequence[str]


def picture(entries: Iterable[Entry], now: datetime, zone: ZoneInfo, language: Language) -> Picture:
    """Return the picture of some weeks; a lane per role, and tracks where it has overlaps."""
    shown = six_weeks(now, zone)
    some = sorted((e for e in entries if _span(e).overlaps(shown)), key=lambda e: (e.start, e.uid))
    lanes: dict[str, list[Entry]] = {}
    for each in some:
        lanes.setdefault(_lane(each), []).append(each)
    stacked = {lane: _stacked(lanes[lane]) for lane in [*lanes][:MOST_LANES]}
    tracks = {lane: 1 + max(track for _, track in found) for lane, found in stacked.items()}
    paper = Paper(monday_of(now, zone), zone, language, tracks)
    today = local_day(now, zone)
    return Picture(
        LABEL + 7 * COLUMN,
        TOP + WEEKS * paper.row,
        paper.row,
        [Cell(paper.x(n), TOP - 8, weekday(day, language)) for n, day in enumerate(paper.days[:7])],
        [_label(paper, n) for n in range(0, 7 * WEEKS, 7)],
        [Cell(paper.x(n), paper.y(n), marked=day == today) for n, day in enumerate(paper.days)],
        [bar for found in stacked.values() for each in found for bar in _bars(paper, *each)],
        tuple(tracks),
    )


def _stacked(entries: Iterable[Entry]) -> list[tuple[Entry, int]]:
    """Return entries by their start, each with the first track that is free by then."""
    ends: list[datetime] = []
    found = []
    for each in entries:
        track = next((n for n, end in enumerate(ends) if end <= each.start), len(ends))
        ends[track : track + 1] = [each.end]
        found.append((each, track))
    return found


def _bars(paper: Paper, entry: Entry, track: int) -> Iterator[Bar]:
    lane = _lane(entry)
    when = stretch(entry.start, entry.end, paper.zone, paper.language)
    for n, day in enumerate(paper.days):
        whole = day_span(day, paper.zone)
        part = whole.clip(_span(entry))
        if part:
            length = whole.end - whole.start
            yield Bar(
                round(paper.x(n) + COLUMN * ((part.start - whole.start) / length), 1),
                round(paper.y(n) + paper.line(lane, track), 1),
                round(COLUMN * ((part.end - part.start) / length), 1),
                round(paper.bar - 1, 1),
                list(paper.tracks).index(lane),
                entry.cancelled,
                f"{entry.title}: {when}",
            )


def _label(paper: Paper, n: int) -> Cell:
    day = paper.days[n]
    middle = round(paper.y(n) + paper.row / 2 + 4, 1)
    return Cell(0, middle, month_day(day, paper.language), numeric_day(day, paper.language))


def _span(entry: Entry) -> Span:
    return Span(entry.start, entry.end)


def _lane(entry: Entry) -> str:
    return entry.categories[0] if entry.categories else ""
