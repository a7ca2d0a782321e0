"""Firms in a database, and drafts solved for them, for tests of services."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import insert

from oncall.assignments import assignments
from oncall.drafts import Request, Solved, Wanted
from oncall.folder.csvtext import csv_rows
from oncall.report import explained_gaps
from oncall.rota import rows_of
from oncall.services import draft_work, drafting
from oncall.services.publishing import Act
from oncall.services.releasing import publish
from oncall.store import sheets
from oncall.store.tables import IDENTITY, SHEETS
from solver.outcome import Budget
from solver.solve import solve
from tests.builders import FILES

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.drafts import Claimed
    from oncall.services.releasing import Released
    from oncall.store.db import Database

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
MONDAY = date(2026, 12, 7)
# Two skilled people for each of the evenings, and a third who is in both teams.
PEOPLE = """\
id,name,team,site,email,phone,skills
ada,Ada Ahlers,video,hamburg,ada@firm.example,030 23125 101,codec;network
ben,Ben Boyd,video;voice,woking,ben@firm.example,020 7946 0102,codec;network
cem,Cem Celik,video;voice,hamburg,,,codec
dora,Dora Dahl,video,hamburg,,,network
"""
BOOKINGS = """\
id,customer,team,requested_at,start,end,windows,skill,primary,backup
B1,Alster,video,2026-11-01,2026-12-07,2026-12-21,Mon-Fri 18:00-22:00,codec,1,0
B2,Wey,voice,2026-11-01,2026-12-07,2026-12-21,Sat-Sun 10:00-16:00,none,1,0
"""


def stored(database: Database, folder: Path | None = None, **tables: str) -> None:
    """Put a folder's cells into the database as they are."""
    texts = {**FILES, "people": PEOPLE, "bookings": BOOKINGS, **tables}
    if folder is not None:
        texts = {path.stem: path.read_text() for path in folder.glob("*.csv")}
    with database.begin() as tx:
        for name in (n for n in SHEETS if n in texts and n in IDENTITY):
            rows = [cells for _, cells in csv_rows(texts[name].encode())]
            if rows:
                blank = {
                    c.name: "" for c in SHEETS[name].c if c.name not in ("key", "cancelled_at")
                }
                written = [blank | dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
                tx.execute(insert(SHEETS[name]), written)
        sheets.changed(tx)


def drafted(
    database: Database, team: str = "video", days: int = 14, now: datetime = NOW, **more: object
) -> int:
    """Ask for a draft and solve it here; return its number."""
    request = Request(team, more.pop("first", MONDAY), days, budget=Budget(5), **more)
    number = drafting.ask(database, request, "petra", now)
    solved_here(database, number, now)
    return number


def solved_here(database: Database, number: int, now: datetime) -> None:
    """Solve a draft that waits, as a worker does, in this process."""
    claimed = draft_work.claim(database, "here", now, timedelta(minutes=1), Wanted(number))
    solve_claimed(database, claimed)


def solve_claimed(database: Database, claimed: Claimed, *, explained: bool = False) -> None:
    """Solve a draft that is claimed; if need be say of its gaps what a worker says."""
    question = draft_work.question(database, claimed)
    outcome = solve(question.planning.problem, Budget(effort=2, workers=1))
    rows = assignments(rows_of(question.planning, outcome.plan))
    report = {}
    if explained:
        gaps = [each.entry() for each in explained_gaps(question.planning, outcome)]
        report = {"gaps": gaps, "fewest_changes": outcome.fewest_changes}
    solved = Solved(question.planned, rows, question.version, question.revision, report)
    assert draft_work.finish(database, claimed, solved)


def published(
    database: Database, team: str = "video", now: datetime = NOW, **more: object
) -> Released:
    """Draft and publish the two weeks from Monday 7 December."""
    return publish(database, drafted(database, team, now=now, **more), Act("petra", now, "ready"))
