"""What happened to an incident, in sentences of the language being spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.incidents.holding import Phase
from oncall.incidents.ladder import target
from oncall.people import Role
from web.feeds.moments import clock
from web.feeds.names import Names, role_name
from web.incidents.tellers import TELLERS
from web.incidents.words import channel_word, clock_name, result_word
from web.lengths import length_said
from web.words import gettext, ngettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta

    from oncall.incidents.events import Event
    from oncall.incidents.holding import Held
    from oncall.incidents.incident import Clock
    from oncall.localtime import Span
    from oncall.services.incident_views import Whole
    from oncall.store.incident_lists import Try
    from web.desk.said import Said


class Telling:
    """Says the events and tries of an incident; times are those of the team's site."""

    def __init__(self, whole: Whole, said: Said) -> None:
        self.whole = whole
        self.said = said
        self.zone = whole.line.team.site.zone
        self.names = Names(whole.folder)

    def event(self, event: Event) -> str:
        """Return what happened as a sentence."""
        return TELLERS[event.kind](self, event.facts)

    def dated(self, event: Event) -> str:
        """Return what happened, after its time of day."""
        return f"{self.clock_time(event.at)}: {self.event(event)}"

    def who(self, event: Event) -> str:
        """Return who did something; nothing where it happened by itself."""
        return "" if event.who in {"oncall", "carrier"} else self.person(event.who)

    def person(self, id_: str) -> str:
        """Return a person's name."""
        return self.names.person(id_)

    def people(self, ids: Iterable[str]) -> str:
        """Return several names."""
        return ", ".join(map(self.person, ids))

    def targets(self, written: Iterable[str]) -> str:
        """Return whom a rung was for."""
        return ", ".join(target_words(each, self.names) for each in written)

    def moment(self, at: datetime) -> str:
        """Return an instant; that of today without its day."""
        return self.said.moment(at, self.zone)

    def clock_time(self, at: datetime) -> str:
        """Return a time of day."""
        return clock(at, self.zone, self.said.language)

    def length(self, length: timedelta) -> str:
        """Return how long something is."""
        return length_said(length)

    def ladder(self) -> str:
        """Return the name of the lane with the rungs."""
        return gettext("Ladder")

    def coming(self) -> str:
        """Return who is tried next, and when."""
        coming = self.whole.coming
        if coming is None:
            return ""
        targets = self.targets(map(str, coming.rung.targets))
        who = self.people(coming.people) or gettext("nobody at the moment")
        at = self.clock_time(coming.at)
        if who == targets:
            return gettext("Next at %(time)s: %(who)s", time=at, who=who)
        return gettext("Next at %(time)s: %(targets)s (%(who)s)", time=at, targets=targets, who=who)

    def stands_still(self, due: datetime) -> bool:
        """Tell whether a clock waits for the customer; one that had run out before does not."""
        since = self.whole.incident.waiting_since
        return since is not None and since < due

    def paused(self, said: str, waited: timedelta) -> str:
        """Return how a promise stands together with how long the customer was waited for."""
        if not waited:
            return said
        return gettext("%(what)s; paused %(length)s", what=said, length=length_said(waited))

    def clock(
        self, which: Clock, span: Span, due: datetime, kept: datetime | None, waited: timedelta
    ) -> str:
        """Return how a promise stands, without the time for which the customer was waited for.

        `span` is from the report to when it fell due before anybody waited.
        """
        promised = length_said(span.end - span.start)
        name = clock_name(which)
        if kept is None and self.stands_still(due):
            return gettext("%(name)s, %(promised)s: stands still", name=name, promised=promised)
        if kept is None:
            at = self.clock_time(due)
            return gettext(
                "%(name)s, %(promised)s: due at %(time)s", name=name, promised=promised, time=at
            )
        took = length_said(kept - span.start - waited)
        if kept <= due:
            return gettext(
                "%(name)s, %(promised)s: kept, %(took)s", name=name, promised=promised, took=took
            )
        return gettext(
            "%(name)s, %(promised)s: broken, %(took)s", name=name, promised=promised, took=took
        )

    def tried(self, each: Try) -> str:
        """Return what became of a try, with its channel and its time."""
        at = self.clock_time(each.began_at or each.due_at)
        return f"{at} {channel_word(each.channel)}: {self.result(each)}"

    def result(self, each: Try) -> str:
        """Return what became of a try."""
        said = _result(each, self)
        if each.tries > 1:
            times = ngettext("tried %(num)d time", "tried %(num)d times", each.tries)
            return f"{said}, {times}"
        return said

    def held(self, each: Held) -> str:
        """Return who had it from when to when."""
        words = {
            Phase.HAS: gettext("%(name)s had it"),
            Phase.WORKS: gettext("%(name)s worked on it"),
            Phase.WAITS: gettext("%(name)s waited for the customer"),
            Phase.PAUSED: gettext("%(name)s had it, paused"),
            Phase.PARKED: gettext("%(name)s had it parked"),
        }
        said = words[each.phase] % {"name": self.person(each.person)}
        start, end = self.clock_time(each.span.start), self.clock_time(each.span.end)
        return f"{said}, {start} – {end} ({length_said(each.span.end - each.span.start)})"


def target_words(written: str, names: Names) -> str:
    """Return whom a target means, as it is written on a ladder."""
    found = target(written)
    match found.whom.value:
        case "person":
            return names.person(found.name)
        case "team":
            return gettext("everybody of %(team)s", team=found.name)
        case _:
            return role_name(Role(found.name))


def _result(each: Try, telling: Telling) -> str:
    at = telling.clock_time(each.due_at)
    waits = each.due_at > telling.said.now
    rings = each.channel == "voice"
    known = {
        "pending": gettext("is sent at %(time)s", time=at)
        if waits
        else gettext("waits to be sent"),
        "sending": gettext("is being sent"),
        "doubtful": gettext("perhaps sent; the carrier is being asked"),
        "withdrawn": gettext("not needed any more"),
        "accepted": gettext("it rings") if rings else gettext("on its way"),
    }
    return known.get(each.state) or result_word(each.why or each.state)
