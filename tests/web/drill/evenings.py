"""An evening of the team «video»: ada first, ben second, cem manages; the fault is made up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from oncall.assignments import Assignment
from oncall.localtime import Span
from oncall.people import Role
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import rotas, sheets
from tests.oncall.services.firms import stored
from tests.web.run import house, oncall
from web.drill.entry import entry
from web.drill.holding import Wanted, hold_in
from web.drill.report import report
from web.printing.wording import outside_pages

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

    from oncall.store.db import Database
    from web.drill.report import Report
    from web.embedded.server import Addresses

BEGINS = datetime(2026, 12, 7, 17, tzinfo=UTC)
AT = "2026-12-07T18:30"
HALF_PAST_SIX = datetime(2026, 12, 7, 17, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
BOOKED = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 18:00-22:00,codec,1,1
"""
PEOPLE = """\
id,name,team,site,email,phone,skills
ada,Ada Ahlers,video,hamburg,ada@firm.example,+49 171 3920011,codec
ben,Ben Boyd,video,hamburg,ben@firm.example,+49 171 3920012,codec
cem,Cem Celik,video,hamburg,,+49 171 3920013,codec
dora,Dora Dahl,video;voice,hamburg,,,codec
"""
EVERYBODY = {Role.PRIMARY: "ada", Role.BACKUP: "ben", Role.MANAGER: "cem"}
ACT = Act("petra", BEGINS - 24 * HOUR, "drill")


@dataclass
class Evening:
    """The firm's database, an empty one, and the variables that lead a command to the first."""

    database: Database
    scratch: tuple[Database, Path]
    env: dict[str, str]

    @classmethod
    def made(cls, database: Database, urls: Addresses, scratch: tuple[Database, Path]) -> Evening:
        stored(database, bookings=BOOKED, people=PEOPLE)
        on_duty(database, EVERYBODY)
        return cls(database, scratch, house(urls, ONCALL_HOME=str(scratch[1])))

    def drill(self, *words: str) -> Result:
        return oncall("drill", *words, env=self.env)

    def held(self, *accepts: str, **more: Any) -> Report:
        """Hold a drill at half past six, in the empty database."""
        wanted = Wanted("video", **{"at": HALF_PAST_SIX, "accepts": accepts, **more})
        with outside_pages("en"):
            return report(hold_in(self.scratch, self.database, wanted, BEGINS))

    def told(self, *accepts: str, **more: Any) -> dict[str, Any]:
        """Return what such a drill tells a script."""
        return entry(self.held(*accepts, **more))

    def holds(self) -> dict[str, list[str]]:
        """Return every row of every table of the firm's own database, and its sequences."""
        kinds = "relnamespace = 'public'::regnamespace and relkind"
        rows = {"r": 'select t::text from "{}" t', "S": "select last_value::text from {}"}
        found = {}
        with self.database.begin() as tx:
            for kind, asked in rows.items():
                names = tx.exec_driver_sql(f"select relname from pg_class where {kinds} = '{kind}'")  # noqa: S608
                for name in names.scalars().all():
                    found[name] = sorted(tx.exec_driver_sql(asked.format(name)).scalars())
        return found


def on_duty(database: Database, people: dict[Role, str]) -> None:
    """Publish who has which role for the evening."""
    span = Span(BEGINS, BEGINS + 4 * HOUR)
    rows = tuple(Assignment(span, role, who, ("B1",)) for role, who in people.items())
    with database.begin() as tx:
        proposed = Proposed("video", "override", span, rows, rotas.version(tx, "video"))
        make_version(tx, sheets.read_facts(tx), proposed, ACT)
