"""What was worked out for feeds, kept for as long as everything it depends on stays the same."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.booked_windows import of_customer
from oncall.people import Role
from oncall.rota_history import History
from oncall.services import feeds
from oncall.services.gathering import facts
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
    from oncall.store.sheets import State
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
    sheets: State
    versions: tuple[tuple[str, int], ...]


class Shelf:
    """Renders feeds; what was rendered is not rendered again before something changes."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._facts = lru_cache(maxsize=2)(self._read_facts)
        self._histories: dict[tuple[str, str], History] = {}
        self._render = lru_cache(maxsize=256)(self._write)

    def subject(self, seen: Seen) -> Subject:
        """Return of whom or what a feed is."""
        teams = tuple(team for team, _ in seen.versions)
        return subject_of(self._facts(seen.sheets), seen.feed, teams)

    def rendered(self, seen: Seen, options: Options, now: datetime) -> Rendered:
        """Return a feed as it is now."""
        subject = self.subject(seen)
        kept = _Kept(seen.feed.id, seen.sheets, seen.versions)
        asked = _Asked(kept, subject, options, reach(now, subject.zone))
        return self._render(asked, seen.feed.made_at)

    def _write(self, asked: _Asked, made_at: datetime) -> Rendered:
        language: Language = asked.options.language or asked.subject.language
        folder = self._facts(asked.kept.sheets)
        installation = asked.kept.sheets.installation
        writer = Writer(Names(folder), installation, asked.subject, language)
        with speaking(language):
            return Rendered(writer.feed(self._entries(asked, writer), asked.options), made_at)

    def _entries(self, asked: _Asked, writer: Writer) -> tuple[Entry, ...]:
        subject, options, seen = asked.subject, asked.options, asked.reach
        epoch, since = asked.kept.sheets.epoch, seen.span.start
        histories = {
            team: self._history((epoch, team), version, since)
            for team, version in asked.kept.versions
        }
        if subject.kind == "customer":
            bookings = feeds.bookings(self._database, subject.id)
            windows = of_customer(bookings, histories, seen)
            return tuple(writer.windows(w for w in windows if _shows(options, w.booking)))
        if subject.kind == "person":
            duties = of_person(histories.values(), subject.id, seen)
        else:
            duties = tuple(each for one in histories.values() for each in of_team(one, seen))
        return tuple(writer.duties(d for d in duties if options.shows(d.duty.role, d.team)))

    def _read_facts(self, _: State) -> Folder:
        return facts(self._database)

    def _history(self, of: tuple[str, str], version: int, shown_from: datetime) -> History:
        """Return the history of a team in an epoch; after a new version only that is read."""
        known = self._histories.get(of)
        if known is None or shown_from - known.since > 3 * EARLIER:
            known = History(of[1], 0, shown_from - EARLIER)
        if known.version < version:
            known = feeds.history(self._database, known, version)
            self._histories[of] = known
        return known


def _shows(options: Options, booking: Booking) -> bool:
    roles = [role for role in Role if booking.asks(role)]
    return any(options.shows(role, booking.team.id) for role in roles)
