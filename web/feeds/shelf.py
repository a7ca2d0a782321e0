"""What was worked out for feeds, kept for as long as everything it depends on stays the same."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from oncall.booked_windows import of_customer
from oncall.localtime import Span
from oncall.people import Role
from oncall.services import feeds
from oncall.subscriptions import of_person, of_team, reach
from web.feeds.names import Names
from web.feeds.rendered import Rendered
from web.feeds.subject import subject_of
from web.feeds.wording import Writer
from web.words import speaking

if TYPE_CHECKING:
    from datetime import datetime

    from notify.feeds import Entry
    from oncall.bookings import Booking
    from oncall.folder.facts import Folder
    from oncall.rota_history import History
    from oncall.services.feeds import Seen
    from oncall.store.db import Database
    from oncall.subscriptions import Reach
    from web.feeds.options import Options
    from web.feeds.subject import Subject
    from web.words import Language

DAY = timedelta(days=1)


class _Asked(NamedTuple):
    """All that a rendered feed follows from."""

    kept: _Kept
    subject: Subject
    options: Options
    reach: Reach


class _Kept(NamedTuple):
    """`Seen` without what changes by every look: when the feed was last used."""

    feed: int
    installation: str
    revision: int
    versions: tuple[tuple[str, int], ...]


class Shelf:
    """Renders feeds; what was rendered is not rendered again before something changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facts = lru_cache(maxsize=2)(self._read_facts)
        self._history = lru_cache(maxsize=64)(self._read_history)
        self._render = lru_cache(maxsize=256)(self._write)

    def subject(self, seen: Seen) -> Subject:
        """Return of whom or what a feed is."""
        return subject_of(self._facts(seen.installation, seen.revision), seen.feed)

    def rendered(self, seen: Seen, options: Options, now: datetime) -> Rendered:
        """Return a feed as it is now."""
        subject = self.subject(seen)
        kept = _Kept(seen.feed.id, seen.installation, seen.revision, seen.versions)
        asked = _Asked(kept, subject, options, reach(now, subject.zone))
        return self._render(asked, seen.feed.made_at)

    def _write(self, asked: _Asked, made_at: datetime) -> Rendered:
        language: Language = asked.options.language or asked.subject.language
        folder = self._facts(asked.kept.installation, asked.kept.revision)
        writer = Writer(Names(folder), asked.kept.installation, asked.subject, language)
        with speaking(language):
            return Rendered(
                writer.feed(self._entries(asked, folder, writer), asked.options), made_at
            )

    def _entries(self, asked: _Asked, folder: Folder, writer: Writer) -> tuple[Entry, ...]:
        subject, options, seen = asked.subject, asked.options, asked.reach
        days = _whole_days(seen.span)
        histories = {team: self._history(team, v, days) for team, v in asked.kept.versions}
        if subject.kind == "customer":
            mine = (b for b in folder.bookings.values() if b.customer == subject.id)
            gone = feeds.called_off(self._database, subject.id, seen.cancelled_since)
            windows = of_customer(mine, gone, histories, seen)
            return tuple(writer.windows(w for w in windows if _shows(options, w.booking)))
        if subject.kind == "person":
            duties = of_person(histories.values(), subject.id, seen)
        else:
            duties = tuple(each for one in histories.values() for each in of_team(one, seen))
        return tuple(writer.duties(d for d in duties if options.shows(d.duty.role, d.team)))

    def _read_facts(self, _installation: str, _revision: int) -> Folder:
        return feeds.facts(self._database)

    def _read_history(self, team: str, _version: int, days: Span) -> History:
        return feeds.history(self._database, team, days)


def _shows(options: Options, booking: Booking) -> bool:
    roles = [role for role in Role if booking.asks(role)]
    return any(options.shows(role, booking.team.id) for role in roles)


def _whole_days(span: Span) -> Span:
    """Return the days in UTC around a stretch: the same for all time zones, read once a day."""
    first = span.start.replace(hour=0, minute=0, second=0, microsecond=0) - DAY
    return Span(first, first + ((span.end - first) // DAY + 2) * DAY)
