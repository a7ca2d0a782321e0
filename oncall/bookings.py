"""What customers order: standby bookings, their windows, and whether they come in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from oncall.hours import WeeklyHours, expand, out_of_hours
from oncall.localtime import DAY, MINUTE, SkippedTime, Span, local_days, union, written
from oncall.people import Role
from solver.sentence import Sentence, typed

if TYPE_CHECKING:
    from decimal import Decimal
    from zoneinfo import ZoneInfo

    from oncall.limits import Limits
    from oncall.people import Team


class Windows(StrEnum):
    """When a booking must be covered, where no weekly lines say so."""

    ALWAYS = "always"
    OUT_OF_HOURS = "out-of-hours"


@dataclass(frozen=True, slots=True)
class Booking:
    """A customer's order for standby; `primary` and `backup` are numbers of people.

    `requested_by` is the name of a contact of the customer, empty where the planner booked.
    """

    id: str
    customer: str
    team: Team
    requested_at: datetime
    span: Span
    windows: Windows | WeeklyHours
    skill: str | None
    primary: int
    backup: int
    exclusive: bool
    callout_minutes_per_hour: Decimal
    requested_by: str = ""

    def __hash__(self) -> int:
        return hash(self.id)

    def asks(self, role: Role) -> int:
        """Return how many people a window needs in a role."""
        return {Role.PRIMARY: self.primary, Role.BACKUP: self.backup}.get(role, 0)

    def window_spans(self, clip: Span) -> tuple[Span, ...]:
        """Return the windows within the booking's period and `clip`, in order and cut to both."""
        bounds = self.span.clip(clip)
        if bounds is None:
            return ()
        cut = (span.clip(bounds) for span in self._covered(bounds))
        return union(span for span in cut if span)

    def has_window(self) -> bool:
        """True if there is any window in the booking's period."""
        start = self.span.start
        while start < self.span.end:  # a year at a time, since most have one in the first
            end = min(start + 366 * DAY, self.span.end)
            if self.window_spans(Span(start, end)):
                return True
            start = end
        return False

    def _covered(self, bounds: Span) -> tuple[Span, ...]:
        site, windows = self.team.site, self.windows
        days = local_days(bounds, site.zone)
        if isinstance(windows, WeeklyHours):
            return expand(
                lambda day: windows.on_window_day(day, site.calendar), days[0], days[-1], site.zone
            )
        if windows is Windows.ALWAYS:
            return (bounds,)
        return out_of_hours(site.support_hours, site.calendar, days[0], days[-1], site.zone)


def first_possible_start(requested_at: datetime, zone: ZoneInfo, limits: Limits) -> datetime:
    """Return the earliest start: the same local time so many days after the request."""
    asked = requested_at.astimezone(zone).replace(tzinfo=None)
    try:
        return written(asked + limits.lead_days * DAY, zone)
    except SkippedTime as skipped:
        return skipped.resumes.astimezone(UTC)


def lead_time_fault(
    requested_at: datetime, start: datetime, zone: ZoneInfo, limits: Limits
) -> str | None:
    """Return a sentence if a period begins too soon after its request, else None.

    Every way by which a booking comes in asks here; `zone` is that of the team's site.
    """
    earliest = first_possible_start(requested_at, zone, limits)
    if start >= earliest:
        return None
    possible = earliest.replace(second=0, microsecond=0)
    if possible < earliest:
        possible += MINUTE  # bookings begin on whole minutes
    return Sentence(
        "a period must begin at least %(days)s days after its request; the first possible start "
        "is %(when)s local time (%(zone)s)",
        days=limits.lead_days,
        when=typed(possible.astimezone(zone)),
        zone=zone.key,
    )
