"""What was worked out for feeds, kept for as long as everything it depends on stays the same."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.booked_windows import of_customer
from oncall.people import Role
from oncall.rota_history import History
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
    from oncall.services.feeds import Seen
    from oncall.store.db import Database
    from oncall.subscriptions import Reach
    from web.feeds.options import Options
    from web.feeds.subject import Subject
    from web.words import Language

# So long before what is shown the history begins: no duty was ever moved further.
EARLIER: Final = timedelta(days=180)


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
        self._histories: dict[str, History] = {}
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
        versions = asked.kept.versions
        histories = {team: self._history(team, v, seen.span.start) for team, v in versions}
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

    def _history(self, team: str, version: int, shown_from: datetime) -> History:
        """Return a team's history; after a new version only that is read."""
        known = self._histories.get(team)
        if known is None or shown_from - known.since > 3 * EARLIER:
            known = History(team, 0, shown_from - EARLIER)
        if known.version < version:
            known = feeds.history(self._database, known, version)
            self._histories[team] = known
        return known


def _shows(options: Options, booking: Booking) -> bool:
    roles = [role for role in Role if booking.asks(role)]
    return any(options.shows(role, booking.team.id) for role in roles)
