"""Where nobody has a role whoever had it at the report is called, while that is theirs still."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oncall.clock import WoundClock
from oncall.incidents.hearing import Act
from oncall.incidents.ladder import USUAL
from oncall.incidents.report import Report
from oncall.people import Role
from oncall.services import acting, escalating, incident_views, intake
from oncall.services.working_time import Tired
from oncall.store import incidents as store
from tests.oncall.services.firms import stored
from tests.stories.rotas import EVERYBODY, HOUR, fired, on_duty

if TYPE_CHECKING:
    from oncall.incidents.ladder import Ladder
    from oncall.store.db import Database

MINUTE = timedelta(minutes=1)
SIX = datetime(2027, 2, 3, 5, 0, tzinfo=UTC)  # Wednesday, 06:00 in Hamburg
MIDNIGHT = SIX - 6 * HOUR
# Seven and a half hours of every working day: half an hour is left for call-outs.
WORK = "person,weekdays,start,end\nada,Mon-Fri,09:00,16:30\n"


class Firm:
    """A team whose rota is as a test has it, and an incident of it."""

    def __init__(self, database: Database, **tables: str) -> None:
        stored(database, **tables)
        self.database = database
        self.clock = WoundClock(SIX - 24 * HOUR)
        self.tired = Tired()

    def reported(self, at: datetime, ladder: Ladder | None = None) -> int:
        self.clock.at = at
        made = Report("video", "Bild")
        return intake.take(self.database, made, by="t", now=at, ladder=ladder).kept.incident.id

    def does(self, act: str, incident: int, person: str, *more: object) -> None:
        getattr(acting, act)(self.database, incident, Act(person, "page", self.clock.at), *more)

    def goes_on(self, until: datetime) -> None:
        """Fire whatever is due until an instant, each at its time."""
        due = self.clock.at
        while due <= until:
            self.clock.at = due
            found = escalating.fire_due(self.database, due, tired=self.tired).next_due
            due = until + MINUTE if found is None else max(found, due)
        self.clock.at = until

    def coming(self, incident: int) -> tuple[str, ...]:
        """Return whom the page of an incident names as the next."""
        with self.database.begin() as tx:
            number = store.by_id(tx, incident).number
        coming = incident_views.whole(self.database, number, self.clock.at).coming
        assert coming is not None
        return coming.people


def test_who_is_first_by_now_is_not_called_again_as_second(database: Database) -> None:
    firm = Firm(database)
    on_duty(firm, SIX - 8 * HOUR, SIX)
    on_duty(firm, SIX, SIX + 8 * HOUR, {Role.PRIMARY: "ben", Role.MANAGER: "cem"})
    incident = firm.reported(SIX - 3 * MINUTE)
    firm.goes_on(SIX + 3 * MINUTE)
    assert fired(firm, incident) == [(0, ["ada"]), (3, ["ben"]), (5, ["cem"])]


def test_who_is_away_by_now_is_not_called(database: Database) -> None:
    firm = Firm(database, absences="person,start,end,reason\ndora,2027-02-03,2027-02-05,Urlaub\n")
    people = {**EVERYBODY, Role.BACKUP: "dora"}
    on_duty(firm, MIDNIGHT - 6 * HOUR, MIDNIGHT, people)
    incident = firm.reported(MIDNIGHT - 3 * MINUTE)
    firm.goes_on(MIDNIGHT + 3 * MINUTE)
    assert fired(firm, incident) == [(0, ["ada"]), (3, ["ada"]), (5, ["cem"])]


def test_what_was_parked_for_days_is_not_the_fault_of_who_had_it_then(database: Database) -> None:
    firm = Firm(database)
    on_duty(firm, SIX - 8 * HOUR, SIX)
    incident = firm.reported(SIX - HOUR)
    firm.does("park", incident, "petra", "ada", SIX + 54 * HOUR)
    on_duty(firm, SIX + 48 * HOUR, SIX + 56 * HOUR, {Role.MANAGER: "cem"})
    firm.clock.at = SIX + 54 * HOUR
    firm.goes_on(firm.clock.at + MINUTE)
    assert [people for _, people in fired(firm, incident)] == [["cem"]]


def test_for_an_hour_after_the_report_whoever_had_it_is_called_and_then_nobody(
    database: Database,
) -> None:
    firm = Firm(database)
    on_duty(firm, SIX - 8 * HOUR, SIX)
    incident = firm.reported(SIX - MINUTE)
    firm.goes_on(SIX + 3 * HOUR)
    last, _ = fired(firm, incident)[-1]
    assert 45 < last <= 60


def test_the_next_who_are_named_are_those_who_will_be_called(database: Database) -> None:
    firm = Firm(database)
    on_duty(firm, SIX - 8 * HOUR, SIX)
    incident = firm.reported(SIX - 4 * HOUR)
    assert firm.coming(incident) == ("ada",)
    firm.goes_on(firm.clock.at)
    firm.does("decline", incident, "ada")
    firm.goes_on(firm.clock.at)
    assert firm.coming(incident) == ("ben",)
    firm.does("decline", incident, "ben")
    assert firm.coming(incident) == ()
    firm.goes_on(firm.clock.at)
    assert fired(firm, incident)[-1][1] == ["cem"]


def test_who_has_no_working_time_left_today_is_not_named_as_the_next(database: Database) -> None:
    firm = Firm(database, regular_hours=WORK)
    evening = SIX + 13 * HOUR
    on_duty(firm, evening - HOUR, evening + 20 * HOUR, EVERYBODY)
    first = firm.reported(evening)
    firm.does("start", first, "ada")
    second = firm.reported(evening + 31 * MINUTE)
    assert firm.coming(second) == ()
    firm.goes_on(firm.clock.at)
    assert fired(firm, second) == [(0, ["ben"])]
    rung = replace(USUAL.rungs[0], after=14 * HOUR)
    tomorrow = firm.reported(firm.clock.at, replace(USUAL, rungs=(rung,)))
    assert firm.coming(tomorrow) == ("ada",), "another day, with working time of its own"
