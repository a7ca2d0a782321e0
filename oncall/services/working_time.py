"""How long people have worked today, told from the incidents' events, and who has no time left."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.day_left import is_spent
from oncall.incidents.incident import Incident
from oncall.incidents.ladder import USUAL
from oncall.incidents.working_time import worked
from oncall.limits import load_limits
from oncall.localtime import local_day
from oncall.store.worked import work_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.events import Event
    from oncall.incidents.working_time import Worked
    from oncall.limits import Limits
    from oncall.localtime import Span
    from oncall.people import Person
    from oncall.store.db import Tx

# No local day began longer ago.
LONGEST_DAY: Final = timedelta(hours=26)
# How long it may take until somebody who has run out of time is passed over.
FRESH: Final = timedelta(seconds=5)


def logged(tx: Tx, now: datetime, since: datetime | None = None) -> Mapping[str, list[Span]]:
    """Return when each person has worked on incidents lately, for at least their whole local day.

    What goes on ends now. With `since` it is what was worked since then, or began before.
    """
    found: defaultdict[str, list[Span]] = defaultdict(list)
    for number, events in work_since(tx, since or now - LONGEST_DAY).items():
        for each in stretches(number, events, now):
            found[each.person].append(each.span)
    return found


def stretches(incident: int, events: Iterable[Event], now: datetime) -> Iterable[Worked]:
    """Return who worked on an incident from when to when; its other events are not needed."""
    some = [*events]
    if not some:
        return ()
    # Who works depends on none of what a report says: neither ladder nor clocks.
    bare = Incident(incident, "", USUAL, some[0].at, some[0].at, {}, timedelta(0))
    return worked(bare, some, now)


def worn_out(tx: Tx, facts: Folder, limits: Limits, now: datetime) -> Mapping[Person, list[Span]]:
    """Return who has no working time left today, and when they have worked on incidents lately."""
    some = ((facts.people.get(name), spans) for name, spans in logged(tx, now).items())
    return {
        who: spans
        for who, spans in some
        if who and is_spent(who, local_day(now, who.site.zone), spans, limits)
    }


class Tired:
    """Tells who has no working time left today; looked up every few seconds, in one query.

    One of its own for each process that fires rungs.
    """

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or load_limits()
        self._facts: Folder | None = None
        self._at: datetime | None = None
        self._known: frozenset[str] = frozenset()

    def __call__(self, tx: Tx, facts: Folder, now: datetime) -> frozenset[str]:
        """Return the people who are passed over at an instant."""
        if self._facts is not facts or self._at is None or not self._at <= now < self._at + FRESH:
            self._known = self._look(tx, facts, now)
            self._facts, self._at = facts, now
        return self._known

    def _look(self, tx: Tx, facts: Folder, now: datetime) -> frozenset[str]:
        return frozenset(who.id for who in worn_out(tx, facts, self._limits, now))
