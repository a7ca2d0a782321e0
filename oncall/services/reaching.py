"""How somebody is reached: their own addresses beside those of the sheet, delays, quiet hours."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from oncall.errors import Fault, Unknown
from oncall.incidents.entering import address_of, minute_of, refused
from oncall.incidents.ladder import Channel
from oncall.incidents.reaching import of_sheet
from oncall.incidents.restraint import PAID, UNRESTRAINED
from oncall.services.gathering import facts_in
from oncall.services.people import person_named
from oncall.services.restraining import abroad
from oncall.store import audit, reaches
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.incidents.restraint import Restraint
    from oncall.people import Person
    from oncall.store.db import Database, Record, Tx

MOST_WAYS: Final = 12
LONGEST_DELAY: Final = timedelta(minutes=30)


class Way(NamedTuple):
    """A way to reach somebody; `id` is None where only the sheet has it."""

    id: int | None
    channel: Channel
    address: str
    delay: timedelta
    is_of_sheet: bool
    verified_at: datetime | None = None
    tested_at: datetime | None = None
    opted_out_at: datetime | None = None
    awaits_digits: bool = False

    @property
    def shown(self) -> str:
        """The address as it may be seen: those of services hold secrets."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.hostname}/…" if parts.scheme else self.address


class Reached(NamedTuple):
    """A person, all ways to reach them, and when they want quiet (minutes of their day)."""

    person: Person
    ways: tuple[Way, ...]
    quiet: tuple[int, int] | None


class Change(NamedTuple):
    """Who changes how somebody is reached, and when."""

    person: str
    by: str
    now: datetime


def ways(database: Database, person: str, now: datetime) -> Reached:
    """Return how somebody is reached; raises Unknown for nobody."""
    with database.begin() as tx:
        who = person_named(facts_in(database, tx), person)
        rows = {(row.channel, row.address): row for row in reaches.rows_of(tx, person)}
        quiet = reaches.quiet(tx, [person]).get(person)
    sheet = {(way.channel.value, way.address) for way in of_sheet(who)}
    known = [*rows, *(place for place in sorted(sheet) if place not in rows)]
    found = [_way(place, rows.get(place), now, is_of_sheet=place in sheet) for place in known]
    return Reached(who, tuple(sorted(found, key=lambda way: (way.delay, way.channel))), quiet)


def add(
    database: Database,
    change: Change,
    channel: str,
    written: str,
    restraint: Restraint = UNRESTRAINED,
) -> int:
    """Add a way and return its number; raises BadInput for what is no address of that channel.

    So it does for a number of a country that may not be called.
    """
    with database.begin() as tx:
        who = person_named(facts_in(database, tx), change.person)
        to = address_of(channel, written, who.site.country)
        if to.channel.value in PAID and not restraint.permits(to.address):
            raise refused("address", abroad(to.address, restraint))
        rows = reaches.rows_of(tx, change.person)
        if len(rows) >= MOST_WAYS:
            full = Sentence(
                "%(person)s has %(count)s ways already; remove one first",
                person=who.id,
                count=MOST_WAYS,
            )
            raise refused("address", full)
        if any((row.channel, row.address) == (to.channel, to.address) for row in rows):
            known = Sentence("%(person)s is reached there already", person=who.id)
            raise refused("address", known)
        number = reaches.ensure(tx, who.id, to.channel.value, to.address, change.now)
        _note(tx, change, "add way", to.channel.value)
        return number


def own(database: Database, change: Change, channel: str, address: str) -> int:
    """Return the number of a way that the person has, be it only in the sheet; raises Unknown."""
    known = ways(database, change.person, change.now).ways
    if (channel, address) not in {(way.channel.value, way.address) for way in known}:
        gone = Sentence("the person is not reached there any more; look at the ways once more")
        raise Unknown((Fault("reach", None, "address", gone),))
    with database.begin() as tx:
        return reaches.ensure(tx, change.person, channel, address, change.now)


def set_delay(database: Database, change: Change, way: int, minutes: str) -> None:
    """Have a way used so many minutes after the others; raises BadInput."""
    if not (minutes.isascii() and minutes.isdigit()):
        raise refused("delay", Sentence("a delay is whole minutes, such as 2"))
    delay = timedelta(minutes=min(int(minutes), 10_000))
    if delay > LONGEST_DELAY:
        most = LONGEST_DELAY // timedelta(minutes=1)
        late = Sentence(
            "a delay is at most %(most)s minutes, or the page comes too late", most=most
        )
        raise refused("delay", late)
    with database.begin() as tx:
        _known(tx, change, way)
        reaches.change(tx, way, delay=int(delay.total_seconds()))
        _note(tx, change, "delay way", minutes)


def remove(database: Database, change: Change, way: int) -> None:
    """Take a way out; one of the sheet stays as the sheet has it."""
    with database.begin() as tx:
        row = _known(tx, change, way)
        if row.opted_out_at is not None:
            stopped = Sentence("texts were forbidden there by STOP; only START from it allows them")
            raise refused("address", stopped)
        reaches.remove(tx, way)
        _note(tx, change, "remove way", row.channel)


def set_quiet(database: Database, change: Change, starts: str, ends: str) -> None:
    """Have messages wait in these hours of the person's day (HH:MM); both empty for none."""
    hours = None
    if starts or ends:
        hours = minute_of(starts), minute_of(ends)
        if hours[0] == hours[1]:
            empty = Sentence("quiet hours end at another time than they start")
            raise refused("quiet", empty)
    with database.begin() as tx:
        person_named(facts_in(database, tx), change.person)
        reaches.set_quiet(tx, change.person, hours)
        _note(tx, change, "set quiet hours", f"{starts}-{ends}")


def _way(place: tuple[str, str], row: Record | None, now: datetime, *, is_of_sheet: bool) -> Way:
    channel, address = Channel(place[0]), place[1]
    if row is None:
        return Way(None, channel, address, timedelta(0), is_of_sheet)
    awaits = row.proof_until is not None and row.proof_until > now
    return Way(
        row.id,
        channel,
        address,
        timedelta(seconds=row.delay),
        is_of_sheet,
        row.verified_at,
        row.tested_at,
        row.opted_out_at,
        awaits,
    )


def _known(tx: Tx, change: Change, way: int) -> Record:
    row = reaches.locked(tx, change.person, way)
    if row is None:
        gone = Sentence("there is no such way any more; look at the ways once more")
        raise Unknown((Fault("reach", None, "way", gone),))
    return row


def _note(tx: Tx, change: Change, what: str, more: str) -> None:
    line = audit.Line(change.now, change.by, what, f"person {change.person}", None, {"way": more})
    audit.note(tx, line)
