"""What was worked during standby."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oncall.bookings import Booking
    from oncall.localtime import Span
    from oncall.people import Person


@dataclass(frozen=True, slots=True)
class WorkEntry:
    """A stretch one person worked on one incident; `line` is where worklog.csv says so."""

    incident: str
    person: Person
    customer: str
    booking: Booking
    span: Span
    on_site: bool
    line: int
