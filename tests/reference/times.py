"""When a person works, is away or can't be reached, minute by minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.reference.clock import DAY, WEEKDAYS, days_between, is_holiday, moment
from tests.reference.needs import line_minutes
from tests.reference.reading import table, weekdays

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from tests.reference.needs import Weeks
    from tests.reference.reading import Person

MARGIN = 3 * DAY  # a damaged rota may reach beyond the planned weeks


class Times:
    """The times of one person around the planned weeks."""

    def __init__(self, folder: Path, person: Person, weeks: Weeks) -> None:
        self.person = person
        self.days = days_between(weeks.first - MARGIN, weeks.last + MARGIN)
        self.absent = self._absent(folder)
        self.unreachable = self._unreachable(folder)
        self.working = {
            minute
            for minute in self._regular(folder) - self.absent
            if person.joined <= minute < person.left
        }

    def _mine(self, folder: Path, name: str) -> list[dict[str, str]]:
        rows = table(folder / f"{name}.csv")
        return [row for row in rows if row["person"] == self.person.id]

    def _absent(self, folder: Path) -> set[int]:
        zone = self.person.site.zone
        found: set[int] = set()
        for row in self._mine(folder, "absences"):
            start, end = moment(row["start"], zone), moment(row["end"], zone, is_end=True)
            found.update(range(start, end))
        return found

    def _unreachable(self, folder: Path) -> set[int]:
        """Return the times that count on public holidays too.

        `from` and `until` are days on which a line begins; a line that names `Holiday` holds on
        public holidays besides its weekdays.
        """
        found: set[int] = set()
        for row in self._mine(folder, "unreachable"):
            first, until = row.get("from", "0001-01-01"), row.get("until", "9999-12-31")
            for day in self.days:
                named = weekdays(row["weekdays"])
                meant = WEEKDAYS[day.weekday()] in named
                meant = meant or ("Holiday" in named and self._is_holiday(day))
                if meant and first <= day.isoformat() <= until:
                    times = f"{row['start']}-{row['end']}"
                    found.update(line_minutes(self.person.site, day, times))
        return found

    def _regular(self, folder: Path) -> set[int]:
        """Return regular hours; a line belongs to the day on which it begins.

        So one that begins before a holiday is worked to its end, one that begins on it not at all.
        """
        found: set[int] = set()
        for row in self._mine(folder, "regular_hours"):
            for day in self.days:
                if WEEKDAYS[day.weekday()] in weekdays(row["weekdays"]):
                    times = f"{row['start']}-{row['end']}"
                    if not self._is_holiday(day):
                        found.update(line_minutes(self.person.site, day, times))
        return found

    def _is_holiday(self, day: date) -> bool:
        site = self.person.site
        return is_holiday(site.country, site.subdivision, day)
