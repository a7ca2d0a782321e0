"""Duties of a previous rota whose person or bookings have left the folder since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.localtime import Span
from solver.problem import Duty, Hold, merged
from solver.rules.changes import Gone
from solver.sentence import Sentence, listed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from oncall.folder.previous_file import GoneRow
    from oncall.planning import Planning


def gone_duties(asked: Planning, rows: Collection[GoneRow]) -> Iterator[Gone]:
    """Yield what can't stay of the planned weeks; rows that touch in one role were one duty."""
    somebody = asked.problem.people[0].calendar
    calendars = {p.calendar.zone: p.calendar for p in asked.problem.people}
    local = {row.who: calendars.get(row.zone, somebody) for row in rows}
    names = {row.who: row.person.name if row.person else row.who for row in rows}

    for duty in merged(dict.fromkeys(_duties(asked, rows))):
        span = local[duty.person].say_span(duty.start, duty.end)
        reasons = dict.fromkeys(hold.stream for hold in duty.holds)
        sentence = Sentence(
            "%(name)s: no longer %(role)s, %(when)s (%(why)s)",
            name=names[duty.person],
            role=Sentence(duty.role),
            when=span,
            why=listed(reasons),
        )
        yield Gone(duty.start, sentence)


def _duties(asked: Planning, rows: Collection[GoneRow]) -> Iterator[Duty]:
    """Yield rows cut to the planned weeks; in place of a stream they hold why they can't stay."""
    minute = asked.problem.people[0].calendar.minute
    planned = [stream.planned for stream in asked.streams.values()]
    planned = planned or [asked.weeks.span(row.zone) for row in rows]  # nothing is booked any more
    if not planned:
        return
    whole = Span(min(span.start for span in planned), max(span.end for span in planned))
    for row in rows:
        if span := row.span.clip(whole):
            start, end = minute(span.start), minute(span.end)
            yield Duty(row.who, row.role.value, start, end, (Hold(row.why, start, end),))
