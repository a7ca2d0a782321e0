"""The rota as a person reads it: rows made of a plan, a plan made of rows, gaps by booking."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from oncall.folder.rota_file import RotaRow
from oncall.localtime import DAY, MINUTE, Span, local_day
from oncall.people import Role
from oncall.streams import Weeks
from solver.problem import Duty, Hold, Plan, merged
from solver.rule import Breach
from solver.sentence import Sentence, typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

    from oncall.bookings import Booking
    from oncall.planning import Planning
    from oncall.streams import Stream
    from solver.calendar import Calendar
    from solver.rules.coverage import Gap


class BookedGap(NamedTuple):
    """So many people are missing for some bookings; `span` in the time of the team's site."""

    bookings: tuple[Booking, ...]
    role: str
    start: datetime
    end: datetime
    missing: int

    def entry(self) -> dict[str, Any]:
        """Return the gap as JSON has it: ids, and times as ISO 8601 with offset."""
        return {
            "bookings": [booking.id for booking in self.bookings],
            "role": self.role,
            "start": self.start.isoformat(timespec="minutes"),
            "end": self.end.isoformat(timespec="minutes"),
            "missing": self.missing,
        }

    def line(self) -> str:
        """Return the gap as a line: BOOKINGS ROLE START END MISSING."""
        bookings, *rest = self.entry().values()
        return " ".join(map(str, (";".join(bookings), *rest)))


def booked_gap(planning: Planning, gap: Gap) -> BookedGap:
    """Return a gap with the bookings that ask for its role at some minute of it."""
    stream = planning.streams[gap.stream]
    span = _span(planning, gap.start, gap.end)
    zone = stream.team.site.zone
    start, end = span.start.astimezone(zone), span.end.astimezone(zone)
    return BookedGap(stream.asking(Role(gap.role), span), gap.role, start, end, gap.missing)


def rows_of(planning: Planning, plan: Plan) -> tuple[RotaRow, ...]:
    """Return the rows of a plan, one per hold, in the order of rota.csv, numbered from D001."""
    found = {_row(planning, duty, hold) for duty in plan.duties for hold in duty.holds}
    rows = sorted(_united(found), key=_in_order)
    width = max(3, len(str(len(rows))))
    return tuple(
        RotaRow(f"D{n:0{width}}", row.person, row.role, row.span, row.bookings)
        for n, row in enumerate(rows, 1)
    )


def plan_of(planning: Planning, rows: Iterable[RotaRow]) -> Plan:
    """Return the plan that rows stand for, cut to the planned weeks.

    Bookings of several streams in one row are held at once, which is for the rules to find.
    What a plan can't express is told by `beyond_plan`.
    """
    # What stands there twice is told by `beyond_plan`; here it would join with itself.
    return Plan(frozenset(merged(dict.fromkeys(_duties(planning, rows)))))


def beyond_plan(planning: Planning, rows: Sequence[RotaRow]) -> tuple[Breach, ...]:
    """Return what is wrong with rows and lost in their plan: duties twice, or outside the weeks."""
    duties = _duties(planning, rows)
    once = dict.fromkeys(duties)
    twice = Counter(duties) | Counter(merged(once))  # the same row, or the same when joined
    return (
        *(
            _outside(planning, row)
            for row in rows
            if _inside(_streams(planning, row), row) != row.span
        ),
        *(_twice(planning, duty) for duty, times in twice.items() if times > 1),
    )


def days_of_rows(rows: Iterable[RotaRow]) -> Weeks | None:
    """Return the local days of the teams' sites from the first start to the last end, if any.

    An end at 00:00 does not open another day.
    """
    days: list[date] = []
    for row in rows:
        for zone in {booking.team.site.zone for booking in row.bookings}:
            days += (local_day(row.span.start, zone), local_day(row.span.end - MINUTE, zone))
    return Weeks(min(days), (max(days) - min(days)) // DAY + 1) if days else None


def _duties(planning: Planning, rows: Iterable[RotaRow]) -> list[Duty]:
    calendar = _calendar(planning)
    found: list[Duty] = []
    for row in rows:
        streams = _streams(planning, row)
        if span := _inside(streams, row):
            start, end = calendar.minute(span.start), calendar.minute(span.end)
            holds = tuple(Hold(stream.id, start, end) for stream in streams)
            found.append(Duty(row.person.id, row.role.value, start, end, holds))
    return found


def _streams(planning: Planning, row: RotaRow) -> tuple[Stream, ...]:
    """Return the streams that a row's bookings belong to, each once."""
    named = {booking.id for booking in row.bookings}
    return tuple(
        s for s in planning.streams.values() if not named.isdisjoint(b.id for b in s.bookings)
    )


def _inside(streams: Iterable[Stream], row: RotaRow) -> Span | None:
    """Return the part of a row that lies in the planned weeks of the teams it is for."""
    planned = [stream.planned for stream in streams]
    whole = Span(min(span.start for span in planned), max(span.end for span in planned))
    return row.span.clip(whole)


def _outside(planning: Planning, row: RotaRow) -> Breach:
    zone = row.person.site.zone
    start, end = (at.astimezone(zone) for at in (row.span.start, row.span.end))
    weeks = planning.weeks
    sentence = Sentence(
        "%(name)s: duty %(duty)s, %(start)s to %(end)s, is not within the days looked at, "
        "%(first)s to %(last)s",
        name=row.person.name,
        duty=row.duty,
        start=typed(start),
        end=typed(end),
        first=weeks.first,
        last=weeks.last,
    )
    return Breach("coverage", sentence, person=row.person.id)


def _twice(planning: Planning, duty: Duty) -> Breach:
    person = planning.problem.person[duty.person]
    when = person.calendar.say_span(duty.start, duty.end)
    sentence = Sentence(
        "%(name)s: the same duty as %(role)s stands there twice, %(when)s",
        name=person.name,
        role=Sentence(duty.role),
        when=when,
    )
    return Breach("overlap", sentence, person=duty.person, start=duty.start)


def _row(planning: Planning, duty: Duty, hold: Hold) -> RotaRow:
    person = planning.person[duty.person]
    span = _span(planning, hold.start, hold.end)
    role = Role(duty.role)
    return RotaRow("", person, role, span, planning.streams[hold.stream].asking(role, span))


def _united(rows: Iterable[RotaRow]) -> Iterator[RotaRow]:
    """Yield rows with those of one person, role and bookings that touch made one."""
    alike: dict[tuple[str, Role, tuple[Booking, ...]], list[RotaRow]] = defaultdict(list)
    for row in rows:
        alike[row.person.id, row.role, row.bookings].append(row)
    for some in alike.values():
        some.sort(key=lambda row: row.span)
        open_row = some[0]
        for row in some[1:]:
            if row.span.start == open_row.span.end:
                span = Span(open_row.span.start, row.span.end)
                open_row = RotaRow("", row.person, row.role, span, row.bookings)
            else:
                yield open_row
                open_row = row
        yield open_row


def _in_order(row: RotaRow) -> tuple[datetime, Role, str, datetime, tuple[str, ...]]:
    names = tuple(booking.id for booking in row.bookings)
    return (row.span.start, row.role, row.person.id, row.span.end, names)


def _span(planning: Planning, start: int, end: int) -> Span:
    epoch = _calendar(planning).epoch
    return Span(epoch + timedelta(minutes=start), epoch + timedelta(minutes=end))


def _calendar(planning: Planning) -> Calendar:
    """Return any calendar: all count minutes from the same epoch."""
    return planning.problem.people[0].calendar
