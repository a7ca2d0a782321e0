"""Which of a team's ladders holds for a severity at an instant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.bookings import Windows, covered
from oncall.hours import WeeklyHours, WeeklyLine
from oncall.incidents.ladder import USUAL
from oncall.localtime import Span, day_span, local_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.incidents.ladder import Ladder
    from oncall.incidents.report import Severity
    from oncall.people import Team

# How broad hours are, in minutes of a week: the narrower say more.
WEEK: Final = 7 * 24 * 60
INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class TeamLadder:
    """A ladder of a team for some hours and one severity, or for any (None)."""

    team: Team
    when: Windows | WeeklyHours
    severity: Severity | None
    ladder: Ladder

    def holds(self, severity: Severity, at: datetime) -> bool:
        """Tell whether it is for a severity at an instant, in the local time of the team's site."""
        if self.severity not in {None, severity}:
            return False
        site = self.team.site
        day = day_span(local_day(at, site.zone), site.zone)
        return any(span.overlaps(Span(at, at + INSTANT)) for span in covered(self.when, site, day))

    @property
    def breadth(self) -> tuple[bool, int]:
        """How much it is for: any severity is more than one, more hours are more than few."""
        return self.severity is None, _minutes(self.when)


def choose(
    ladders: Iterable[TeamLadder], team: str, severity: Severity, at: datetime
) -> TeamLadder | None:
    """Return which of a team's ladders holds, None where the usual one does.

    One for that severity comes before one for any, then the one for the fewest hours of a week; of
    several alike the one that was written first.
    """
    some = (each for each in ladders if each.team.id == team and each.holds(severity, at))
    return min(some, key=lambda each: each.breadth, default=None)


def chosen(ladders: Iterable[TeamLadder], team: str, severity: Severity, at: datetime) -> Ladder:
    """Return the ladder of an incident that is reported at an instant."""
    found = choose(ladders, team, severity, at)
    return found.ladder if found else USUAL


def _minutes(when: Windows | WeeklyHours) -> int:
    """Return the minutes of a week that hours are for; what holidays change is left out."""
    if isinstance(when, WeeklyHours):
        return sum(_length(line) * (len(line.weekdays) + line.holiday) for line in when.lines)
    # What lies outside support hours is less than always, and more than any lines that are written.
    return 2 * WEEK if when is Windows.ALWAYS else WEEK


def _length(line: WeeklyLine) -> int:
    return (line.end - line.start - 1) % (24 * 60) + 1
