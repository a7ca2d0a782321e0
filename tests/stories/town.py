"""A firm with a rota, its pager, and a carrier between them and their people: on one wound clock.

    def test_something(town: Town) -> None:
        incident = town.reported("Bild fällt aus")   # intake
        town.later(10)                               # pages go out, phones ring
        town.ben.answers(); town.ben.press("1")      # as tests/notify/carrier has it
        assert town.stands(incident).holder == "ben"
        town.ben.expect_text("Störung")
        # at the end of the test any call or text that was not expected fails it

Everything is the production's: the pages' application, the worker's pager, the real twilio client
over HTTP. `town.later` lets time go by from one event of either side to the next.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import text

from notify.carrier import Account, Config, Number, Person, Serving, WoundCarrier, Wsgi
from oncall.clock import WoundClock
from oncall.incidents.report import Report
from oncall.services import intake
from oncall.services.relieving import Watch
from oncall.store import incidents as store
from oncall.store import sending
from tests.notify.carrier.town import DESCRIPTION
from tests.oncall.services.firms import published, stored
from web.app import make_app
from web.carriers import Carriers
from web.secrets_file import server_key
from web.settings import Settings
from web.wiring import House
from web.worker.pager import Pager
from web.worker.senders import outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from flask import Flask

    from notify.carrier import Faults, Handset
    from oncall.incidents.events import Kind
    from oncall.incidents.incident import Incident
    from oncall.store.db import Database
    from tests.databases import Copies

# Monday evening: the team «video» is on call until 22:00 (tests/oncall/services/firms.py).
EVENING = datetime(2026, 12, 7, 18, 0, tzinfo=UTC)
HOME = "https://oncall.example"
FALLBACK = "https://bins.example"
SID, TOKEN = "AC" + 32 * "d", "an invented token of the town"
OURS = "+493023125000"
PHONES = {
    "ada": "+4917139200011",
    "ben": "+4917139200012",
    "cem": "+4917139200013",
    "dora": "+4917139200014",
}
PLANNER = "+4917139200019"
# Primary, backup and manager for the whole evening, whatever the solver would prefer.
BOOKED = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 18:00-22:00,codec,1,1
"""
TICK = timedelta(seconds=1)


@dataclass
class Town:
    """The firm, its application, its pager, the carrier and the phones of its people."""

    database: Database
    clock: WoundClock
    carrier: WoundCarrier
    served: Serving
    pager: Pager
    app: Flask
    settings: Settings

    def phone(self, person: str) -> Handset:
        """The telephone of somebody of the firm."""
        return self.carrier.phone(PHONES[person])

    @property
    def planner(self) -> Handset:
        """The telephone of who plans, who is in no rota."""
        return self.carrier.phone(PLANNER)

    @property
    def primary(self) -> str:
        """Who is on call first."""
        return self.on_call("primary")

    @property
    def backup(self) -> str:
        """Who is on call second."""
        return self.on_call("backup")

    def on_call(self, role: str) -> str:
        """Who has a role of the team now, as the table of effective duties says."""
        asked = (
            "select person from effective_duties "
            "where team = 'video' and role = :role and starts <= :now and ends > :now"
        )
        with self.database.begin() as tx:
            found = tx.execute(text(asked), {"role": role, "now": self.clock.at})
            return str(found.scalar_one())

    def reported(self, description: str = "Bild fällt aus", **more: Any) -> int:
        """A fault is reported; return its incident."""
        about = {"caller": "Frau Weber", "phone": "+493023125150", "customer": "Alster"} | more
        report = Report("video", description, **about)
        taken = intake.take(self.database, report, by="test", now=self.clock.at)
        return taken.kept.incident.id

    def later(self, seconds: float = 0) -> None:
        """Let time go by, with all that happens in it."""
        end = self.clock.at + timedelta(seconds=seconds)
        due = self.pager.turn()
        self.carrier.advance()
        while self.clock.at < end:
            until = min(self._next(due), end)
            self.carrier.advance((until - self.clock.at).total_seconds())
            due = self.pager.turn()
            self.carrier.advance()

    def _next(self, due: datetime | None) -> datetime:
        """When something happens next on either side, at most a second later if a page waits."""
        with self.database.begin() as tx:
            sent = sending.next_due(tx, self.clock.at)
            waits = tx.execute(text("select 1 from pages where state = 'pending'")).first()
        tick = self.clock.at + (TICK if waits else timedelta(minutes=1))
        known = (tick, due, sent, self.carrier.next_due())
        return max(min(each for each in known if each), self.clock.at + TICK / 10)

    def stands(self, incident: int) -> Incident:
        """How an incident stands."""
        with self.database.begin() as tx:
            return store.by_id(tx, incident).incident

    def report(self, incident: int) -> Report:
        """What an incident is about."""
        with self.database.begin() as tx:
            return store.by_id(tx, incident).report

    def number(self, incident: int) -> str:
        """The ticket number of an incident."""
        with self.database.begin() as tx:
            return store.by_id(tx, incident).number

    def kinds(self, incident: int) -> list[Kind]:
        """What happened to an incident, in order."""
        with self.database.begin() as tx:
            return [event.kind for event in store.events(tx, incident)]


@contextmanager
def town(
    copies: Copies,
    home: Path,
    faults: Faults | None = None,
    *,
    callers: Sequence[Person] = (),
    tables: Mapping[str, str] | None = None,
    begins: datetime = EVENING,
    apps: Mapping[str, Any] | None = None,
    **set_up: Any,
) -> Iterator[Town]:
    """A town in a database of its own; `home` is a folder for its secret key.

    `callers` have telephones too, `tables` are further sheets of the firm's folder. `apps` are WSGI
    applications elsewhere, such as FALLBACK, which the carrier asks when ours fails. `set_up` are
    further fields of Carriers, such as `planners`.
    """
    with copies.of(_firm, **(tables or {})) as database:
        clock = WoundClock(begins)
        settings = Settings(home, None, None, HOME, None, "petra")
        carriers = Carriers(**({"sid": SID, "token": TOKEN, "number": OURS} | set_up))
        app = make_app(House(replace(settings, carriers=carriers), database, clock))
        transport = Wsgi({HOME: app} | (apps or {}))
        fallback = f"{FALLBACK}/fallback.xml" if apps and FALLBACK in apps else ""
        carrier = WoundCarrier(_config(faults, callers, fallback), clock, transport)
        with Serving(carrier) as served:
            settings = replace(settings, carriers=replace(carriers, base=served.url))
            way = outside(settings, server_key(settings), clock)
            pager = Pager(database, clock, way, watch=Watch())
            yield Town(database, clock, carrier, served, pager, app, settings)


def _config(faults: Faults | None, callers: Sequence[Person], fallback: str) -> Config:
    ours = Number(
        OURS,
        voice_url=f"{HOME}/hooks/hotline",
        status_callback=f"{HOME}/hooks/hotline/ended",
        sms_url=f"{HOME}/hooks/sms",
        voice_fallback_url=fallback,
    )
    people = tuple(
        Person(name.title(), number, "en" if name == "ben" else "de")
        for name, number in {**PHONES, "petra": PLANNER}.items()
    )
    people += tuple(callers)
    description = DESCRIPTION if DESCRIPTION.exists() else None
    config = Config((Account(SID, TOKEN, (ours,)),), people, description=description)
    return config if faults is None else replace(config, faults=faults)


def _firm(database: Database, **tables: str) -> None:
    stored(database, **{"bookings": BOOKED, **tables})
    published(database)
    with database.begin() as tx:
        for person, number in PHONES.items():
            phone = {"phone": number, "id": person}
            tx.execute(text("update people set phone = :phone where id = :id"), phone)
        tx.execute(text("update installation set revision = revision + 1"))
