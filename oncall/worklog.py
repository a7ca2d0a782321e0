"""What was worked during standby, and what is proposed to be written down of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.localtime import MINUTE, Span, union

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.bookings import Booking
    from oncall.people import Person

NOT_WRITTEN = 0


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A stretch one person worked on one incident.

    `line` is where worklog.csv says so, NOT_WRITTEN where it does not.
    """

    incident: str
    person: Person
    customer: str
    booking: Booking
    span: Span
    on_site: bool
    line: int


def proposed(
    incident: str, person: Person, booking: Booking, spans: Iterable[Span]
) -> Iterator[WorkEntry]:
    """Yield what worklog.csv would say of a person's work on an incident: whole minutes.

    Both ends are where a clock without seconds stood, and a stretch is a minute at least: it is
    less than a minute off. No minute is written twice.
    """
    for span in union(_whole(span) for span in spans):
        yield WorkEntry(
            incident, person, booking.customer, booking, span, on_site=False, line=NOT_WRITTEN
        )


def _whole(span: Span) -> Span:
    start = _minute(span.start)
    return Span(start, max(_minute(span.end), start + MINUTE))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
