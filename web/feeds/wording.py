"""Duties and booked windows in the words of a calendar's entries."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from notify.feeds import Entry, Feed
from oncall.people import Role
from web.feeds.moments import date_and_time, moment, stretch
from web.feeds.names import role_name
from web.words import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oncall.booked_windows import BookedWindow
    from oncall.subscriptions import Shown
    from web.feeds.names import Names
    from web.feeds.options import Options
    from web.feeds.subject import Subject
    from web.words import Language

# What may stand in a UID as it is; other ids of bookings are hashed.
PLAIN_ID: Final = re.compile(r"[A-Za-z0-9-]{1,60}")


@dataclass(frozen=True)
class Writer:
    """Writes a subject's calendar in the language that is being spoken."""

    names: Names
    installation: str
    subject: Subject
    language: Language
    words: Vocabulary = field(default_factory=Vocabulary)

    def feed(self, entries: Iterable[Entry], options: Options) -> Feed:
        """Return the calendar with its name."""
        return Feed(
            name=self._name(),
            description=self._late(),
            entries=tuple(entries),
            language=self.language,
            alarm=timedelta(minutes=options.alarm) if options.alarm else None,
        )

    def duties(self, some: Iterable[Shown]) -> Iterator[Entry]:
        """Yield an entry per duty."""
        late = self._late()
        for shown in some:
            duty = shown.duty
            title = f"{role_name(duty.role, self.words)} · {self.names.customers(duty.bookings)}"
            if self.subject.kind != "person":
                title = f"{self.names.person(duty.person)} · {title}"
            yield Entry(
                uid=f"duty-{duty.duty}.{self.installation}@oncall",
                start=duty.span.start,
                end=duty.span.end,
                title=self.words.gettext("Cancelled: %(title)s", title=title)
                if shown.cancelled
                else title,
                text="\n".join((*self._about(shown), "", late)),
                sequence=shown.version,
                changed_at=shown.changed_at,
                cancelled=shown.cancelled,
                categories=(role_name(duty.role, self.words), shown.team),
            )

    def windows(self, some: Iterable[BookedWindow]) -> Iterator[Entry]:
        """Yield an entry per booked window."""
        late = self._late()
        for window in some:
            booking = window.booking
            skill = f" · {booking.skill}" if booking.skill else ""
            title = self.words.gettext("Standby %(booking)s", booking=booking.id) + skill
            yield Entry(
                uid=self._window_uid(window),
                start=window.span.start,
                end=window.span.end,
                title=self.words.gettext("Cancelled: %(title)s", title=title)
                if window.cancelled
                else title,
                text="\n".join((*self._covered(window), "", late)),
                sequence=window.version,
                changed_at=window.changed_at,
                cancelled=window.cancelled,
                categories=(booking.team.id,),
            )

    def _name(self) -> str:
        if self.subject.kind == "customer":
            return self.words.gettext("Standby for %(name)s", name=self.subject.name)
        return self.words.gettext("On call: %(name)s", name=self.subject.name)

    def _late(self) -> str:
        return self.words.gettext(
            "Calendars lag by hours; for who is on call right now, ask the rota."
        )

    def _about(self, shown: Shown) -> Iterator[str]:
        duty, zone = shown.duty, self.subject.zone
        if shown.cancelled:
            if self.subject.kind == "person":
                yield self.words.gettext("This duty is no longer yours.")
            else:
                yield self.words.gettext("This duty is no longer planned.")
        yield self.words.gettext("Role: %(role)s", role=role_name(duty.role, self.words))
        yield self.words.gettext("Team: %(team)s", team=shown.team)
        yield self.words.gettext("Until: %(when)s", when=moment(duty.span.end, zone, self.language))
        yield self.words.gettext(
            "Bookings: %(bookings)s", bookings=", ".join(map(self.names.booking, duty.bookings))
        )
        yield from self._partners(shown)
        yield self.words.gettext(
            "Duty %(duty)s, as of version %(version)d of %(when)s",
            duty=duty.label,
            version=shown.version,
            when=date_and_time(shown.changed_at, zone, self.language),
        )

    def _partners(self, shown: Shown) -> Iterator[str]:
        """Say who else is on duty, and when, where that is not the whole time."""
        mine, zone = shown.duty.span, self.subject.zone
        for other in sorted(shown.partners, key=lambda each: (list(Role).index(each.role), each)):
            name = self.names.person(other.person)
            both = other.span.clip(mine) or mine
            if both != mine:
                name += f" ({stretch(both.start, both.end, zone, self.language)})"
            yield f"{role_name(other.role, self.words)}: {name}"

    def _covered(self, window: BookedWindow) -> Iterator[str]:
        zone, span = window.booking.team.site.zone, window.span
        if window.cancelled:
            yield self.words.gettext("This time is no longer booked.")
        yield self.words.gettext("Until: %(when)s", when=moment(span.end, zone, self.language))
        for role in Role:
            if names := self.names.first_names(d for d in window.duties if d.role == role):
                yield f"{role_name(role, self.words)}: {', '.join(names)}"
        if window.open and not window.cancelled:
            yield self.words.gettext("Not everything is assigned yet.")

    def _window_uid(self, window: BookedWindow) -> str:
        id_ = window.booking.id
        name = id_ if PLAIN_ID.fullmatch(id_) else sha256(id_.encode()).hexdigest()[:32]
        nth = f"-{window.nth}" if window.nth > 1 else ""
        return f"booking-{name}-{window.day:%Y%m%d}{nth}.{self.installation}@oncall"
