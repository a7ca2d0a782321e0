"""Calendar feeds: made, looked up, used, and revoked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.errors import BadInput, Fault
from oncall.folder.faults import hint, shown
from oncall.services.gathering import team_named
from oncall.store import audit, booking_versions, feeds, sheets
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.booked_windows import BookingVersion
    from oncall.folder.facts import Folder
    from oncall.rota_history import History
    from oncall.store.db import Database, Tx
    from oncall.store.feeds import FeedRow, Kind
    from oncall.store.sheets import State

# Calendars ask every few minutes; more often than this nobody needs to know.
NOTED_EVERY: Final = timedelta(minutes=1)


class AlreadyRevoked(BadInput):
    """A link was to be revoked that somebody has revoked before."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A feed, and all that decides what it says: nothing else does, but for the day."""

    feed: FeedRow
    sheets: State
    versions: tuple[tuple[str, int], ...]


def make(database: Database, kind: Kind, subject: str, *, by: str, now: datetime) -> FeedRow:
    """Return the feed of a person, team or customer, which is made unless it is there.

    Raises BadInput for a subject that nobody knows.
    """
    with database.begin() as tx:
        _known(sheets.read_facts(tx), kind, subject)
        return _made(tx, kind, subject, by, now)


def make_for_team(database: Database, team: str, *, by: str, now: datetime) -> tuple[FeedRow, ...]:
    """Return the feeds of a team and of everybody in it, made unless they are there."""
    with database.begin() as tx:
        folder = sheets.read_facts(tx)
        mine = team_named(folder, team)
        people = [who.id for who in folder.people.values() if mine in who.teams]
        ours = _made(tx, "team", team, by, now)
        return (ours, *(_made(tx, "person", who, by, now) for who in people))


def every(database: Database) -> list[FeedRow]:
    """Return all feeds."""
    with database.begin() as tx:
        return feeds.every(tx)


def found(database: Database, kind: Kind, subject: str) -> FeedRow:
    """Return the feed of a person, team or customer; raises BadInput if none was made."""
    with database.begin() as tx:
        return _found(tx, kind, subject)


def revoke(database: Database, feed: int, generation: int, *, by: str, now: datetime) -> FeedRow:
    """End a feed's link and return the feed with the next one.

    Raises AlreadyRevoked if the link of that generation is no longer the feed's.
    """
    with database.begin() as tx:
        ended = feeds.revoke(tx, feed, generation, now)
        after = feeds.by_id(tx, feed)
        if not ended or after is None:
            message = Sentence("this link was revoked already; ask for the present one")
            raise AlreadyRevoked((_fault(message),))
        subject = f"feed {after.kind} {after.subject}"
        numbers = {"generation": generation}, {"generation": after.generation}
        audit.note(tx, audit.Line(now, by, "revoke feed", subject, *numbers))
        return after


def look(database: Database, feed: int) -> Seen | None:
    """Return a feed and what it says now depends on, None if there is none of that number."""
    with database.begin() as tx:
        row = feeds.by_id(tx, feed)
        if row is None:
            return None
        return Seen(row, sheets.state(tx), feeds.versions(tx, row.kind, row.subject))


def note_use(database: Database, feed: FeedRow, used_by: str, *, now: datetime) -> None:
    """Note that a feed was asked for, unless it was noted a moment ago."""
    if feed.used_at and timedelta(0) <= now - feed.used_at < NOTED_EVERY:
        return
    with database.begin() as tx:
        feeds.use(tx, feed.id, used_by, now)


def history(database: Database, known: History, version: int) -> History:
    """Return a team's history up to a version; only what is not known yet is read."""
    with database.begin() as tx:
        lines = feeds.lines(tx, known.team, known.version, known.since)
    # Another version may have come since somebody looked.
    newest = max((line.version for line in lines), default=version)
    return known.going_on(max(newest, version), lines)


def bookings(database: Database, customer: str) -> tuple[tuple[BookingVersion, ...], ...]:
    """Return each of a customer's bookings as every change has left it."""
    with database.begin() as tx:
        return booking_versions.of_customer(tx, customer)


def _made(tx: Tx, kind: Kind, subject: str, by: str, now: datetime) -> FeedRow:
    if feeds.make(tx, kind, subject, now):
        audit.note(tx, audit.Line(now, by, "make feed", f"feed {kind} {subject}"))
    return _found(tx, kind, subject)


def _found(tx: Tx, kind: Kind, subject: str) -> FeedRow:
    row = feeds.of(tx, kind, subject)
    if row is None:
        message = Sentence(
            "%(kind)s %(subject)s has no feed; make it with `oncall feeds make %(command)s`",
            kind=Sentence(kind),
            subject=shown(subject),
            command=f"{kind} {subject}",
        )
        raise BadInput((_fault(message),))
    return row


def _known(folder: Folder, kind: Kind, subject: str) -> None:
    names: dict[Kind, Iterable[str]] = {
        "person": folder.people,
        "team": folder.teams,
        "customer": {booking.customer for booking in folder.bookings.values()},
    }
    known = sorted(names[kind])
    if subject not in known:
        cure = hint(subject, known, Sentence("import a folder first"))
        message = Sentence(
            "there is no %(kind)s %(subject)s; %(cure)s",
            kind=Sentence(kind),
            subject=shown(subject),
            cure=cure,
        )
        raise BadInput((_fault(message),))


def _fault(message: str) -> Fault:
    return Fault("feed", None, None, message)
