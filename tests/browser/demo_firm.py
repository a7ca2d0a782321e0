"""The demo's firm with a published rota and a draft, served to browsers over a real port."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any

from oncall.clock import WoundClock
from oncall.drafts import Request, Solved, Wanted
from oncall.paths import DATA
from oncall.services import draft_work, drafting
from oncall.services.importing import import_folder
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import draft_rows
from solver.outcome import Budget
from tests.oncall.services.firms import MONDAY, NOW
from tests.web.live.serving import served
from web.app import make_app
from web.settings import LOCAL_URL, Settings
from web.wiring import House
from web.worker.pace import Pace
from web.worker.work import Worker

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from oncall.assignments import Assignment
    from oncall.store.db import Database

TEAM = "wey"
DRAFT = 2  # of the same weeks, ready, beside what is published
DAYS = 28  # over Christmas and New Year's Eve, which has the demo's gap


def build(database: Database) -> None:
    """Bring the demo in, publish what a search finds, and leave the same as draft 2."""
    import_folder(database, DATA / "demo", by="petra", now=NOW)
    budget = Budget(effort=2, workers=1)
    first = drafting.ask(database, Request(TEAM, MONDAY, DAYS, budget=budget), "petra", NOW)
    worker(database).run_once()
    publish(database, first, Act("petra", NOW, "first"))
    again(database, first)


def again(database: Database, draft: int) -> int:
    """Draft what a draft has once more; return its number."""
    with database.begin() as tx:
        rows = draft_rows.duties(tx, draft)
    return written(database, rows, drafting.get(database, draft).report)


def written(
    database: Database,
    rows: tuple[Assignment, ...],
    report: Mapping[str, Any] | None = None,
    team: str = TEAM,
    first: date = MONDAY,
    days: int = DAYS,
) -> int:
    """Write rows as a draft, as a worker does that has found them; return its number."""
    number = drafting.ask(database, Request(team, first, days), "petra", NOW)
    claimed = draft_work.claim(database, "here", NOW, timedelta(minutes=1), Wanted(number))
    assert claimed is not None
    asked = draft_work.question(database, claimed)
    solved = Solved(asked.planned, rows, asked.version, asked.revision, report or {})
    assert draft_work.finish(database, claimed, solved)
    return number


@dataclass
class Installation:
    """A database, and pages for it that can be ended and begun again at the same address."""

    name: str
    database: Database
    home: Path
    port: int = 0
    serving: ExitStack = field(default_factory=ExitStack)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin(self, secret: str | None = None) -> None:
        """Serve the pages; with another secret those that are open are not ours any more."""
        settings = Settings(self.home, None, None, LOCAL_URL, secret, "petra")
        app = make_app(House(settings, self.database, WoundClock(NOW)))
        found = self.serving.enter_context(served(self.database, self.home, app, port=self.port))
        self.port = found.listening.port

    def end(self) -> None:
        self.serving.close()


def worker(database: Database) -> Worker:
    return Worker(database, WoundClock(NOW), Pace(beat=0.2, look=0.2), lambda _: None)


@contextmanager
def working(database: Database) -> Iterator[None]:
    """A worker beside, whose searches are processes of their own."""
    mine = worker(database)
    beside = Thread(target=mine.run)
    beside.start()
    try:
        yield
    finally:
        mine.leave()
        beside.join()
