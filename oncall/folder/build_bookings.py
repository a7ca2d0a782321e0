"""Rows of bookings.csv become bookings, if they come in time and ask for something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.bookings import Booking, lead_time_fault
from oncall.folder.faults import hint, shown
from oncall.folder.spans import row_span
from solver.sentence import Sentence

if TYPE_CHECKING:
    from oncall.folder.rows import Register, Row
    from oncall.limits import Limits
    from oncall.people import Team


@dataclass(frozen=True, slots=True)
class BookingBuilder:
    """Makes bookings; `skills` are all that anybody has, None where that is not known."""

    teams: Register[Team]
    skills: frozenset[str] | None
    limits: Limits

    def build(self, row: Row) -> Booking | None:
        """Return the booking of a row, or None if the row has a fault."""
        team = self.teams.find(row, "team")
        self._check_skill(row)
        if row.good("primary", "backup") and not row["primary"] + row["backup"]:
            none = Sentence("primary and backup are both 0; ask for at least one person")
            row.fault("primary", none)
        booking = self._booking(row, team) if team else None
        if booking and not booking.has_window():
            none = Sentence("there is no window in the period; change windows or period")
            row.fault("windows", none)
        return None if row.broken else booking

    def _booking(self, row: Row, team: Team) -> Booking | None:
        zone = team.site.zone
        span = row_span(row, zone)
        requested_at = row.convert("requested_at", lambda moment: moment.as_start(zone))
        if span is None or requested_at is None:
            return None
        late = lead_time_fault(requested_at, span.start, zone, self.limits)
        if late:
            row.fault("requested_at", late)
        if not row.good(*row.cells):
            return None
        return Booking(
            id=row["id"],
            customer=row["customer"],
            team=team,
            requested_at=requested_at,
            span=span,
            windows=row["windows"],
            skill=row["skill"],
            primary=row["primary"],
            backup=row["backup"],
            exclusive=row["exclusive"],
            callout_minutes_per_hour=row["callout_minutes_per_hour"],
            requested_by=row["requested_by"],
        )

    def _check_skill(self, row: Row) -> None:
        skill = row["skill"]
        if not row.good("skill") or skill is None or self.skills is None or skill in self.skills:
            return
        none = Sentence("no skill stands in the people's column skills")
        cure = hint(skill, sorted(self.skills), none)
        message = Sentence(
            "nobody has the skill %(skill)s; %(cure)s", skill=shown(skill), cure=cure
        )
        row.fault("skill", message)
