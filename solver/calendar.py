"""A site's local days as the solver counts them: minutes since the problem's epoch."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from solver.sentence import Day, Sentence, moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

SATURDAY = 5
MIDNIGHT = "00:00"


@dataclass(frozen=True)
class Calendar:
    """The local days of one site; day `d` runs from `midnights[d]` to `midnights[d + 1]`.

    Minutes are real minutes since `epoch` (UTC), so that a day has 23 or 25 hours where the clocks
    change. `nights[d]` is the local night that begins in the evening of day `d`.
    """

    zone: ZoneInfo
    epoch: datetime
    first: date
    midnights: tuple[int, ...]
    nights: tuple[tuple[int, int], ...]
    holidays: frozenset[int] = frozenset()
    _shares: dict[tuple[int, int], tuple[tuple[int, int], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _said: dict[tuple[int, int], str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def day_at(self, minute: int) -> int:
        """Return the day in which a minute lies."""
        return bisect_right(self.midnights, minute) - 1

    def shares(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """Return (day, minutes) for every local day that a span touches."""
        key = (start, end)
        if key not in self._shares:
            self._shares[key] = tuple(
                (day, min(end, self.midnights[day + 1]) - max(start, self.midnights[day]))
                for day in range(self.day_at(start), self.day_at(end - 1) + 1)
            )
        return self._shares[key]

    def days(self, start: int, end: int) -> range:
        """Return the local days that a span touches."""
        return range(self.day_at(start), self.day_at(end - 1) + 1)

    def nights_of(self, start: int, end: int) -> Iterator[int]:
        """Yield the nights that a span touches, each named by the day on which it begins."""
        for day in range(max(0, self.day_at(start) - 1), self.day_at(end - 1) + 1):
            begins, ends = self.nights[day]
            if begins < end and start < ends:
                yield day

    def weekend(self, day: int) -> int | None:
        """Return the weekend a day belongs to, named by its Saturday, or None on a weekday."""
        behind = self.date_of(day).weekday() - SATURDAY
        return day - behind if behind >= 0 else None

    def date_of(self, day: int) -> date:
        """Return the local date of a day."""
        return self.first + timedelta(days=day)

    def index(self, day: date) -> int:
        """Return the number of a local date; it may lie outside the days known here."""
        return (day - self.first).days

    def local(self, minute: int) -> datetime:
        """Return a minute as local time."""
        return (self.epoch + timedelta(minutes=minute)).astimezone(self.zone)

    def minute(self, instant: datetime) -> int:
        """Return an instant (aware, whole minutes) as a minute."""
        return int((instant.astimezone(UTC) - self.epoch).total_seconds()) // 60

    def say_day(self, day: int) -> str:
        """Return a day as a planner reads it: `Sat 5 Dec`."""
        return Day(self.date_of(day))

    def say(self, minute: int) -> str:
        """Return a minute as a planner reads it: `Sat 5 Dec 02:00`."""
        return moment(self.local(minute))

    def say_span(self, start: int, end: int) -> str:
        """Return a span as a planner reads it.

        `Sat 5 Dec 16:00–24:00`, `Sat 5 Dec 20:00–Sun 6 Dec 06:00`; whole days without times.
        """
        if (start, end) not in self._said:
            self._said[start, end] = self._say_span(start, end)
        return self._said[start, end]

    def _say_span(self, start: int, end: int) -> str:
        first, last = self.local(start), self.local(end - 1)
        one_day = first.date() == last.date()
        one, other = Day(first.date()), Day(last.date())
        until = f"{self.local(end):%H:%M}"
        if until == MIDNIGHT:
            if f"{first:%H:%M}" == MIDNIGHT:
                return one if one_day else Sentence("%(one)s–%(other)s", one=one, other=other)
            until = "24:00"
        since = f"{first:%H:%M}"
        if one_day:
            return Sentence("%(day)s %(since)s–%(until)s", day=one, since=since, until=until)
        return Sentence(
            "%(one)s %(since)s–%(other)s %(until)s", one=one, since=since, other=other, until=until
        )


def say_hours(minutes: float) -> str:
    """Return a length as a planner reads it: `10 h`, `7 h 30 min`, `45 min`."""
    hours, rest = divmod(round(minutes), 60)
    parts = [f"{hours} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)
