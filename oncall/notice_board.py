"""Puts a month of a team's rota on the notice board: duties and gaps, by day and column."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC
from typing import TYPE_CHECKING

from oncall.assignments import as_rows
from oncall.carried import carried, totals
from oncall.localtime import Span, day_span, days_between
from oncall.month import Cell, Column, Day, Month, Open, Turn, month_weeks
from oncall.people import Role
from oncall.published import in_published
from oncall.rota import booked_gap, plan_of
from oncall.standing import asked
from oncall.streams import BOOKED_ROLES, streams_of
from solver import verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from oncall.assignments import Assignment
    from oncall.standing import Standing
    from oncall.streams import Stream, Weeks

Place = tuple[str, Role]  # the id of a stream, empty where it is no more, and a role


def month_of(standing: Standing, first: date, published: Iterable[Span]) -> Month:
    """Return the month that begins on a day, of what is published for a team in those stretches."""
    weeks = month_weeks(first)
    board = _Board(standing, weeks, tuple(published))
    columns = board.columns()
    parts = carried(standing.own, standing.folder, weeks)
    return Month(
        standing.team,
        weeks,
        standing.version,
        tuple(columns.values()),
        tuple(board.day(day, columns) for day in days_between(first, weeks.last)),
        parts,
        totals(parts, weeks),
    )


class _Board:
    """Duties and gaps, sorted into columns."""

    def __init__(self, standing: Standing, weeks: Weeks, published: tuple[Span, ...]) -> None:
        self.team = standing.team
        self.people = standing.folder.people
        self.published = published
        own = [b for b in standing.folder.bookings.values() if b.team == standing.team]
        self.streams = {stream.id: stream for stream in streams_of(own, weeks)}
        self.duties: dict[Place, list[Assignment]] = defaultdict(list)
        for each in sorted(standing.within(weeks)):
            self.duties[self._stream(each), each.role].append(each)
        self.gaps: dict[Place, list[Open]] = defaultdict(list)
        for place, gap in _gaps(standing, weeks, published):
            self.gaps[place].append(gap)

    def columns(self) -> dict[Place, Column]:
        """Return the columns that have anything in them: the busiest stream first, role by role."""
        streams = sorted(self.streams.values(), key=_needed, reverse=True)
        booked = ((s.id, role) for s in streams for role in BOOKED_ROLES)
        found = [at for at in booked if at in self.duties or self.streams[at[0]].needs(at[1])]
        rest = sorted(at for at in self.duties if at not in found)
        return {at: self._column(*at) for at in (*found, *rest)}

    def day(self, day: date, columns: Iterable[Place]) -> Day:
        """Return a day with its cells."""
        span = day_span(day, self.team.site.zone)
        calendar = self.team.site.calendar
        bridge = calendar.bridge_days and calendar.is_bridge_day(day)
        cells = tuple(self._cell(place, span) for place in columns)
        is_published = any(each.overlaps(span) for each in self.published)
        return Day(day, span, is_published, calendar.is_holiday(day), bridge, cells)

    def _stream(self, each: Assignment) -> str:
        named = set(each.bookings)
        mine = (s.id for s in self.streams.values() if named & {b.id for b in s.bookings})
        return next(mine, "")

    def _column(self, stream: str, role: Role) -> Column:
        if stream not in self.streams:
            return Column(role, None, ())
        found = self.streams[stream]
        return Column(role, found.skill, found.asking(role, found.planned))

    def _cell(self, place: Place, day: Span) -> Cell:
        turns = (
            Turn(self.people[each.person], part)
            for each in self.duties.get(place, ())
            if (part := each.span.clip(day))
        )
        missing = (
            Open(part, gap.missing)
            for gap in self.gaps.get(place, ())
            if (part := gap.span.clip(day))
        )
        return Cell(tuple(turns), tuple(missing))


def _needed(stream: Stream) -> int:
    """Return for how many minutes a stream needs somebody."""
    return sum(span.minutes for role in BOOKED_ROLES for span in stream.stretches(role))


def _gaps(
    standing: Standing, weeks: Weeks, published: tuple[Span, ...]
) -> Iterator[tuple[Place, Open]]:
    """Yield where people are missing, as the plain check finds it, in what is published."""
    planning = asked(standing, weeks, only_check=True)
    plan = plan_of(planning, as_rows(standing.within(weeks), standing.folder))
    for gap in verify.gaps(planning.problem, plan):
        for part in in_published([booked_gap(planning, gap)], published):
            span = Span(part.start.astimezone(UTC), part.end.astimezone(UTC))
            yield (gap.stream, Role(gap.role)), Open(span, part.missing)
