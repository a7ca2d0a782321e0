"""An evening before which somebody has worked on incidents by day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oncall.clock import WoundClock
from oncall.incidents.day_left import remaining
from oncall.incidents.hearing import Act
from oncall.incidents.report import Report
from oncall.limits import load_limits
from oncall.localtime import local_day
from oncall.services import acting, escalating, gathering, intake, on_call
from oncall.services.working_time import Tired, logged
from oncall.store import incidents as store
from tests.oncall.services.firms import published, stored

if TYPE_CHECKING:
    from oncall.incidents.events import Event
    from oncall.store.db import Database

EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Night:
    """A firm in which somebody is on call first in the evening, and has worked by day."""

    def __init__(self, database: Database) -> None:
        stored(database)
        published(database)
        self.database = database
        self.clock = WoundClock(EVENING)
        self.person = on_call.who_is(database, "video", EVENING)[0].duty.person
        self.tired = Tired()

    def report(self) -> int:
        made = Report("video", "Bild")
        return intake.take(self.database, made, by="t", now=self.clock.at).kept.incident.id

    def worked(self, hours: float) -> None:
        """Let them work on an incident until an hour before the evening."""
        self.clock.at = EVENING - (hours + 1) * HOUR
        incident = self.report()
        acting.start(self.database, incident, Act(self.person, "page", self.clock.at))
        self.clock.wind(hours * HOUR)
        acting.resolve(self.database, incident, Act(self.person, "page", self.clock.at), "done")
        self.clock.at = EVENING

    def fired(self) -> Event:
        """What becomes of the first rung of a new incident."""
        incident = self.report()
        escalating.fire_due(self.database, self.clock.at, tired=self.tired)
        with self.database.begin() as tx:
            return store.events(tx, incident)[1]

    def left(self) -> timedelta:
        """How much of their working time is left today."""
        with self.database.begin() as tx:
            who = gathering.facts_in(self.database, tx).people[self.person]
            spans = logged(tx, self.clock.at).get(self.person, [])
        return remaining(who, local_day(self.clock.at, who.site.zone), spans, load_limits())

    def does(self, act: str, incident: int, *more: object) -> None:
        """Let them do something on the page."""
        who = Act(self.person, "page", self.clock.at)
        getattr(acting, act)(self.database, incident, who, *more)
