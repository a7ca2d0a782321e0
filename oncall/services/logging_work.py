"""What people worked on incidents in a month, as worklog.csv would say it."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from oncall.localtime import local_day
from oncall.services.gathering import facts_in
from oncall.services.working_time import stretches
from oncall.store import answering
from oncall.store.worked import work_since
from oncall.worklog import proposed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from oncall.bookings import Booking
    from oncall.folder.facts import Folder
    from oncall.incidents.working_time import Worked
    from oncall.localtime import Span
    from oncall.people import Person
    from oncall.store.db import Database
    from oncall.store.incidents import Kept
    from oncall.worklog import WorkEntry

# No month begins further from that of UTC.
ZONES = timedelta(hours=15)


class Proposed(NamedTuple):
    """Entries that are not in worklog.csv yet, and incidents without a booking to write them to."""

    entries: tuple[WorkEntry, ...]
    unbooked: tuple[str, ...]


def of_month(database: Database, month: date, now: datetime) -> Proposed:
    """Return the work that began in a month, at the site of who did it, and is over.

    What overlaps something that worklog.csv has of that person and incident is there already.
    """
    since = datetime(month.year, month.month, 1, tzinfo=UTC) - ZONES
    with database.begin() as tx:
        known = facts_in(database, tx)
        events = work_since(tx, since)
        about = answering.by_ids(tx, events)
    entries: list[WorkEntry] = []
    unbooked: list[str] = []
    for number, kept in sorted(about.items()):
        booking = _booking(kept, known)
        for person, spans in _by_person(stretches(number, events[number], now), known, month):
            if booking is None:
                unbooked.append(kept.number)
            else:
                some = proposed(kept.number, person, booking, spans)
                entries += (each for each in some if not _is_written(each, known))
    return Proposed(tuple(entries), tuple(dict.fromkeys(unbooked)))


def _is_written(entry: WorkEntry, known: Folder) -> bool:
    mine = entry.incident, entry.person
    some = (each for each in known.worklog if (each.incident, each.person) == mine)
    return any(each.span.overlaps(entry.span) for each in some)


def _by_person(
    some: Iterable[Worked], known: Folder, month: date
) -> Iterable[tuple[Person, list[Span]]]:
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for each in some:
        person = known.people.get(each.person)
        day = person and local_day(each.span.start, person.site.zone)
        if each.is_over and day and (day.year, day.month) == (month.year, month.month):
            found[each.person].append(each.span)
    return [(known.people[name], spans) for name, spans in sorted(found.items())]


def _booking(kept: Kept, known: Folder) -> Booking | None:
    """Return the booking that an incident is written to: the first of its customer's."""
    some = (known.bookings.get(name) for name in kept.report.bookings)
    return next((each for each in some if each and each.customer == kept.report.customer), None)
