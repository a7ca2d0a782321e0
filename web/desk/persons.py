"""A person as a planner sees them: what they can, when they are away, what they hold and swap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.localtime import DAY, Span, local_day
from oncall.services import swapping
from oncall.store import feeds, rotas, sheets

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.assignments import Assignment
    from oncall.folder.facts import Folder
    from oncall.people import Absence, Person, Wish
    from oncall.store.db import Database
    from oncall.store.feeds import FeedRow
    from oncall.store.swaps import Swap

AHEAD: Final = 365 * DAY
FORMAT: Final = "%Y-%m-%dT%H:%M"
PROPOSED: Final = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Listed:
    """A person of the list; `away` is the absence that runs, or the next one."""

    person: Person
    away: Absence | None
    is_away: bool
    has_left: bool
    feed: FeedRow | None


@dataclass(frozen=True, slots=True)
class Whole:
    """All there is to say of a person from now on."""

    folder: Folder
    person: Person
    feed: FeedRow | None
    absences: tuple[Absence, ...]
    wishes: tuple[Wish, ...]
    duties: tuple[tuple[str, Assignment], ...]
    swaps: tuple[Swap, ...]


def listed(database: Database, now: datetime, team: str | None) -> tuple[Listed, ...]:
    """Return the people in order of their names, who has left last; of one team if it is named."""
    with database.begin() as tx:
        folder = sheets.read_facts(tx)
        known = {row.subject: row for row in feeds.every(tx) if row.kind == "person"}
    some = (p for p in folder.people.values() if team in (None, *(t.id for t in p.teams)))
    rows = [_listed(person, known.get(person.id), now) for person in sorted(some, key=_by_name)]
    return tuple(sorted(rows, key=lambda row: row.has_left))


def whole(database: Database, person: Person, folder: Folder, now: datetime) -> Whole:
    """Return all there is to say of a person."""
    with database.begin() as tx:
        duties = rotas.of_person(tx, person.id, Span(now, now + AHEAD))
        feed = next(
            (row for row in feeds.every(tx) if (row.kind, row.subject) == ("person", person.id)),
            None,
        )
    swaps = (swap for team in person.teams for swap in swapping.offers(database, team.id))
    return Whole(
        folder,
        person,
        feed,
        tuple(sorted((a for a in person.absences if a.span.end > now), key=lambda a: a.span)),
        tuple(sorted((w for w in person.wishes if w.span.end > now), key=lambda w: w.span)),
        tuple(sorted(duties, key=lambda each: each[1])),
        tuple(swap for swap in swaps if person.id in (swap.giver, swap.taker)),
    )


def proposed(person: Person, cure: str, at: datetime) -> tuple[str, str]:
    """Return from when to when to give time off, as a form has it: to cure a gap at an instant.

    Where less regular work is the cure it is the last half hour of that day's.
    """
    zone = person.site.zone
    day = local_day(at, zone)
    work = person.regular_work(day, day) if cure == "regular_hours" else ()
    if not work:
        return f"{day}T00:00", f"{day + DAY}T00:00"
    end = max(span.end for span in work)
    start = max(end - PROPOSED, *(span.start for span in work))
    return tuple(each.astimezone(zone).strftime(FORMAT) for each in (start, end))  # type: ignore[return-value]


def _listed(person: Person, feed: FeedRow | None, now: datetime) -> Listed:
    coming = sorted((a for a in person.absences if a.span.end > now), key=lambda a: a.span)
    away = coming[0] if coming else None
    has_left = person.presence.end <= now
    return Listed(person, away, bool(away and away.span.start <= now), has_left, feed)


def _by_name(person: Person) -> str:
    return person.name.casefold()
