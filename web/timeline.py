"""A team's rota as a timeline: people in rows, days across, a week per block."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from oncall.localtime import DAY, Span, days_between, recurring
from oncall.people import Role
from oncall.streams import BOOKED_ROLES
from web.signs import Sign

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from oncall.folder.rota_file import RotaRow
    from oncall.people import Person, Team
    from oncall.planning import Planning
    from oncall.rota import BookedGap

LABEL: Final = 15  # the least width of the first column
WEEK: Final = 7
# Signs per day, widest first; all divide a day into whole hours.
RESOLUTIONS: Final = (12, 8, 6, 4, 3)
SATURDAY: Final = 5


def cells_per_day(width: int) -> int:
    """Return into how many signs a day is cut so that a week fits the width."""
    return next((n for n in RESOLUTIONS if LABEL + WEEK * n <= width), RESOLUTIONS[-1])


@dataclass(frozen=True)
class Timeline:
    """The rota of one team, to be drawn week by week in the local time of its site."""

    planning: Planning
    team: Team
    rows: Sequence[RotaRow]
    gaps: Sequence[BookedGap]
    per_day: int
    label: int
    unicode: bool = True

    def lines(self) -> Iterator[Text]:
        """Yield the lines of all weeks, an empty one after each."""
        site = self.team.site
        yield Text(f"{self.team.id}, {site.id} ({site.zone.key})", "bold")
        duties: dict[str, list[RotaRow]] = defaultdict(list)
        for row in self.rows:
            duties[row.person.id].append(row)
        people = [p for p in self.planning.facts.people if self.team in p.teams]
        weeks = self.planning.weeks
        for week in range(0, weeks.days, WEEK):
            first = weeks.first + timedelta(days=week)
            yield from self._header(first)
            grid = _Grid(first, self.team, self.per_day)
            yield self._coverage(grid)
            for person in people:
                yield self._person(grid, person, duties[person.id])
            yield Text()

    def _header(self, first: date) -> Iterator[Text]:
        """Yield the dates, and a line that marks weekends and public holidays."""
        dates = Text(self._label(f"{first:%b %Y}"), "bold")
        marks = Text(self._label(""))
        for day in days_between(first, first + (WEEK - 1) * DAY):
            sign = self._kind(day)
            name = _day_name(day, self.per_day)
            dates.append(name, sign.style if sign is not Sign.WEEKDAY else "")
            marks.append(self._mark(sign) * (self.per_day - 1) + " ", sign.style)
        dates.rstrip()
        marks.rstrip()
        yield dates
        yield marks

    def _kind(self, day: date) -> Sign:
        if self.team.site.calendar.is_holiday(day):
            return Sign.HOLIDAY
        return Sign.WEEKEND if day.weekday() >= SATURDAY else Sign.WEEKDAY

    def _coverage(self, grid: _Grid) -> Text:
        """Return the row on top: what is booked and covered, and where people are missing."""
        mine = [s for s in self.planning.streams.values() if s.team == self.team]
        line = grid.row(Sign.NOTHING)
        for stream in mine:
            for role in BOOKED_ROLES:
                grid.paint(line, stream.stretches(role), Sign.COVERED)
        grid.paint(
            line,
            (Span(g.start, g.end) for g in self.gaps if g.bookings[0].team == self.team),
            Sign.GAP,
        )
        return self._text("coverage", line, "bold")

    def _person(self, grid: _Grid, person: Person, rows: Sequence[RotaRow]) -> Text:
        line = grid.row(Sign.FREE)
        here = person.presence
        away = [Span(grid.edges[0], here.start), Span(here.end, grid.edges[-1])]
        grid.paint(line, [*away, *(a.span for a in person.absences)], Sign.ABSENT)
        mine = [row for row in rows if row.bookings[0].team == self.team]
        for sign, some in (
            (Sign.ELSEWHERE, [row for row in rows if row not in mine]),
            (Sign.BACKUP, [row for row in mine if row.role is not Role.PRIMARY]),
            (Sign.PRIMARY, [row for row in mine if row.role is Role.PRIMARY]),
        ):
            grid.paint(line, (row.span for row in some), sign)
        return self._text(person.name, line)

    def _text(self, label: str, line: Sequence[Sign], style: str = "") -> Text:
        """Return a row as it is printed."""
        text = Text(self._label(label), style)
        for sign in line:
            text.append(self._mark(sign), sign.style)
        text.rstrip()
        return text

    def _label(self, name: str) -> str:
        """Return a name cut or filled to the width of the first column."""
        if cell_len(name) < self.label:
            return set_cell_size(name, self.label)
        return set_cell_size(name, self.label - 2) + ("… " if self.unicode else ". ")

    def _mark(self, sign: Sign) -> str:
        return sign.mark if self.unicode else sign.plain


class _Grid:
    """The cells of one week; a cell shows what any part of it holds."""

    def __init__(self, first: date, team: Team, per_day: int) -> None:
        zone, step = team.site.zone, 1440 // per_day
        days = days_between(first, first + (WEEK - 1) * DAY)
        self.edges = [recurring(day, n * step, zone) for day in days for n in range(per_day)]
        self.edges.append(recurring(first + WEEK * DAY, 0, zone))
        self.per_day = per_day

    def row(self, sign: Sign) -> list[Sign]:
        """Return a week of one sign, in which midnights can be told."""
        day = [Sign.MIDNIGHT, *[sign] * (self.per_day - 1)]
        return day * WEEK

    def paint(self, line: list[Sign], spans: Iterable[Span], sign: Sign) -> None:
        """Put a sign into every cell that has a minute in common with a span."""
        for span in spans:
            first = max(0, bisect_right(self.edges, span.start) - 1)
            last = min(len(line), bisect_left(self.edges, span.end))
            line[first:last] = [sign] * (last - first)


def _day_name(day: date, width: int) -> str:
    """Return a day's name as the width allows, filled up to it."""
    names = (f"{day:%a} {day.day} {day:%b}", f"{day:%a} {day.day}", f"{day.day}")
    return next(name for name in names if len(name) < width).ljust(width)
