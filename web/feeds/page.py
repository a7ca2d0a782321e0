"""All that the page of a feed shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import segno
from markupsafe import Markup

from oncall.people import Role
from oncall.streams import BOOKED_ROLES
from web.feeds.moments import ago, stretch
from web.feeds.names import role_name
from web.feeds.paper import six_weeks
from web.feeds.picture import Picture, picture
from web.words import OWN_NAMES, gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from notify.feeds import Entry
    from oncall.services.feeds import Seen
    from web.feeds.links import Links
    from web.feeds.options import Options
    from web.feeds.shelf import Shelf
    from web.feeds.subject import Subject
    from web.words import Language

NEXT: Final = 10
ALARMS: Final = (15, 30, 60, 120, 720, 1440)  # minutes


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen in a form."""

    value: str
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Next:
    """An entry to come, as a line of a list."""

    when: str
    title: str
    cancelled: bool
    running: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a feed's page is made of, in the language of the page."""

    subject: Subject
    path: str
    https: str
    webcal: str
    code: Markup
    roles: Sequence[Choice]
    teams: Sequence[Choice]
    alarms: Sequence[Choice]
    tongues: Sequence[Choice]
    coming: Sequence[Next]
    later: Sequence[Next]  # what else is in the picture
    picture: Picture
    used: str | None
    form: str


@dataclass(frozen=True)
class Maker:
    """Puts the page of a feed together."""

    links: Links
    shelf: Shelf

    def page(self, seen: Seen, options: Options, language: Language, now: datetime) -> Page:
        """Return the page as it is now."""
        feed, subject = seen.feed, self.shelf.subject(seen)
        # What the page shows is the feed itself, in the words of the page.
        shown = self.shelf.rendered(seen, replace(options, language=language), now).feed
        coming = [entry for entry in shown.in_order() if entry.end > now]
        until = six_weeks(now, subject.zone).end
        later = [entry for entry in coming[NEXT:] if entry.start < until]
        query = options.query()
        page_query = query.replace("lang=", "entries=")
        return Page(
            subject,
            self.links.path(feed),
            self.links.feed(feed, query),
            self.links.webcal(feed, query),
            _code(self.links.page(feed, page_query)),
            _roles(options),
            _teams(seen, options),
            tuple(_alarms(options)),
            tuple(_tongues(subject, options)),
            tuple(_next(each, subject, language, now) for each in coming[:NEXT]),
            tuple(_next(each, subject, language, now) for each in later),
            picture(coming, now, subject.zone, language),
            _used(seen, language, now),
            self.links.form(feed),
        )


def _code(address: str) -> Markup:
    """Return the address as a QR code, black on white whatever the page's colours are."""
    made = segno.make(address, error="m", boost_error=False)
    drawn = made.svg_inline(border=3, dark="#000", light="#fff", omitsize=True, svgclass="code")
    return Markup(drawn)  # noqa: S704 - drawn from squares, no text within


def _used(seen: Seen, language: Language, now: datetime) -> str | None:
    """Return when and by what program the feed was last asked for."""
    feed = seen.feed
    return f"{ago(now - feed.used_at, language)} · {feed.used_by}" if feed.used_at else None


def _next(entry: Entry, subject: Subject, language: Language, now: datetime) -> Next:
    when = stretch(entry.start, entry.end, subject.zone, language)
    running = entry.start <= now and not entry.cancelled
    return Next(when, entry.title, entry.cancelled, running)


def _roles(options: Options) -> Sequence[Choice]:
    """Return the roles that rotas have, and what else is chosen."""
    roles = (role for role in Role if role in BOOKED_ROLES or role in options.roles)
    return tuple(Choice(role.value, role_name(role), role in options.roles) for role in roles)


def _teams(seen: Seen, options: Options) -> Sequence[Choice]:
    """Return the teams to choose from, if there are several."""
    names = sorted({team for team, _ in seen.versions} | set(options.teams))
    return tuple(Choice(team, team, team in options.teams) for team in names if len(names) > 1)


def _alarms(options: Options) -> Iterator[Choice]:
    yield Choice("", gettext("none"), options.alarm is None)
    for minutes in sorted({*ALARMS, *([options.alarm] if options.alarm else [])}):
        yield Choice(str(minutes), _before(minutes), minutes == options.alarm)


def _before(minutes: int) -> str:
    if minutes % 60:
        return ngettext("%(num)d minute before", "%(num)d minutes before", minutes)
    return ngettext("%(num)d hour before", "%(num)d hours before", minutes // 60)


def _tongues(subject: Subject, options: Options) -> Iterator[Choice]:
    usual = OWN_NAMES[subject.language]
    yield Choice("", gettext("as usual (%(language)s)", language=usual), options.language is None)
    for language, name in OWN_NAMES.items():
        yield Choice(language, name, options.language == language)
