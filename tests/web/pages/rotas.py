"""A firm with published rotas, its pages, and what calendars read from its feeds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import icalendar

from oncall.assignments import Assignment
from oncall.clock import WoundClock
from oncall.localtime import Span
from oncall.people import Role
from oncall.services import feeds
from oncall.services.importing import import_folder
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import rotas, sheets
from tests.builders import write_folder
from web.app import make_app
from web.feeds.links import Links
from web.secrets_file import server_key
from web.settings import Settings
from web.wiring import House

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from werkzeug.test import Client, TestResponse

    from oncall.services.publishing import Made
    from oncall.store.db import Database
    from oncall.store.feeds import FeedRow, Kind
    from tests.databases import Copies

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
PEOPLE = """\
id,name,team,site,email,phone,skills,languages
ada,Ada Ahlers,video,hamburg,ada@firm.example,030 23125 101,codec,de
ben,Ben Boyd,video;voice,woking,ben@firm.example,020 7946 0102,codec,en;de
cem,Cem Celik,video,hamburg,,040 66969 103,codec,tr
"""
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster AG,video,2026-08-01,2026-09-01,2027-12-31,Mon-Fri 18:00-22:00,codec,1,1
B2,Wey & Co.,video,2026-08-01,2026-09-01,2027-12-31,Sat-Sun 10:00-16:00,codec,1,0
B3,Alster AG,voice,2026-08-02,2026-09-01,2027-06-30,always,,1,0
"""


@dataclass
class Firm:
    """A firm whose clock stands until it is wound."""

    database: Database
    clock: WoundClock
    settings: Settings
    app: Flask
    links: Links

    @property
    def client(self) -> Client:
        return self.app.test_client()

    def feed(self, kind: Kind = "person", subject: str = "ada") -> FeedRow:
        return feeds.make(self.database, kind, subject, by="petra", now=self.clock.now())

    def address(self, kind: Kind = "person", subject: str = "ada", query: str = "") -> str:
        """The path of a feed, as a client of the tests asks for it."""
        return self.links.feed(self.feed(kind, subject), query).removeprefix(self.links.public_url)

    def get(self, *whose: str, query: str = "", **more: Any) -> TestResponse:
        return self.client.get(self.address(*whose, query=query), **more)

    def events(self, *whose: str, query: str = "") -> dict[str, Any]:
        """The events of a feed by the beginning of their UID."""
        answer = self.get(*whose, query=query)
        assert answer.status_code == 200, answer.text
        read = icalendar.Calendar.from_ical(answer.data)
        return {str(each["UID"]).split(".")[0]: each for each in read.walk("VEVENT")}

    def publish(self, *rows: Assignment, span: Span | None = None, team: str = "video") -> Made:
        """Publish rows as all there is of a stretch, by itself that from first to last."""
        span = span or Span(min(r.span.start for r in rows), max(r.span.end for r in rows))
        with self.database.begin() as tx:
            based_on = rotas.version(tx, team)
            proposed = Proposed(team, "draft", span, rows, based_on)
            act = Act("petra", self.clock.now(), "as agreed")
            return make_version(tx, sheets.read_facts(tx), proposed, act)


def evening(day: date, person: str, role: Role = Role.PRIMARY) -> Assignment:
    """The hours from 18:00 to 22:00 in Hamburg, in winter."""
    start = datetime(day.year, day.month, day.day, 17, tzinfo=UTC)
    return Assignment(Span(start, start + timedelta(hours=4)), role, person, ("B1",))


@contextmanager
def opened(copies: Copies, home: Path, **more: Any) -> Iterator[Firm]:
    """A firm in a database of its own; `more` is for make_app."""
    with copies.of(_brought_in) as database:
        settings = Settings(home, None, None, "https://oncall.example", None, "petra")
        clock = WoundClock(NOW)
        app = make_app(House(settings, database, clock), **more)
        links = Links(server_key(settings), settings.public_url)
        yield Firm(database, clock, settings, app, links)


def _brought_in(database: Database) -> None:
    with TemporaryDirectory() as home:
        folder = write_folder(Path(home) / "folder", people=PEOPLE, bookings=BOOKINGS)
        import_folder(database, folder, by="petra", now=NOW - timedelta(days=100))
