"""How fast a large rota is imported, edited, published and looked up, on a server of its own."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event
from time import perf_counter
from typing import TYPE_CHECKING, Final

from oncall.assignments import assignments
from oncall.drafts import Request, Solved, Wanted
from oncall.edits import Assign
from oncall.instances import MONDAY
from oncall.rota import rows_of
from oncall.services import draft_work, drafting, editing, on_call, releasing, viewing
from oncall.services.importing import import_folder
from oncall.services.publishing import Act
from solver.outcome import Budget
from solver.solve import solve
from web.bench.firms import LARGE, written
from web.bench.reading import LARGE_NAME
from web.bench.scratch import analyse
from web.embedded.scratch import scratch_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.store.db import Database
    from solver.outcome import Progress

TEAM: Final = "reutlingen"
NOW: Final = datetime.combine(MONDAY - timedelta(days=20), time(9), UTC)
ACT: Final = Act("bench", NOW, "measured")
IMPORT_WITHIN, EDIT_WITHIN, PUBLISH_WITHIN = 5.0, 0.05, 1.0
EDITS, SINGLE, SET = 200, 5000, 50_000
SINGLE_LEAST, SET_LEAST = 2000, 50_000

Measured = tuple[str, str, str, bool]


def stored(seed: int) -> Iterator[Measured]:
    """Yield the name of each measurement, what must be, what is, and whether that will do."""
    with scratch_database() as (database, home), TemporaryDirectory() as scratch:
        folder = written(LARGE.size, seed, Path(scratch))
        begun = perf_counter()
        import_folder(database, folder, by="bench", now=NOW)
        seconds = perf_counter() - begun
        yield f"import of {LARGE_NAME}", "≤ 5 s", f"{seconds:.2f} s", seconds <= IMPORT_WITHIN
        draft, duties = _drafted(database)
        yield _edits(database, draft, seed)
        begun = perf_counter()
        releasing.publish(database, draft, ACT)
        seconds = perf_counter() - begun
        name = f"publish {duties} duties of 50 people × 12 weeks"
        yield name, "≤ 1 s", f"{seconds:.2f} s", seconds <= PUBLISH_WITHIN
        analyse(home)
        yield from _look_ups(database, seed)


def _drafted(database: Database) -> tuple[int, int]:
    """Draft the weeks of one team until all is covered; return the draft and its duties."""
    number = drafting.ask(database, Request(TEAM, MONDAY, 7 * LARGE.size.weeks), "bench", NOW)
    claimed = draft_work.claim(database, "bench", NOW, timedelta(hours=1), Wanted(number))
    assert claimed is not None  # noqa: S101 - nobody else is there
    question = draft_work.question(database, claimed)
    enough = Event()

    def watch(progress: Progress) -> None:
        if not progress.uncovered:
            enough.set()

    plan = solve(question.planning.problem, Budget(seconds=120), watch, enough).plan
    rows = assignments(rows_of(question.planning, plan))
    solved = Solved(question.planned, rows, question.version, question.revision, {})
    draft_work.finish(database, claimed, solved)
    return number, len(rows)


def _edits(database: Database, draft: int, seed: int) -> Measured:
    """Give duties to others and take that back; only the first half of each pair is counted."""
    dice = Random(seed)  # noqa: S311 - for variety
    view = viewing.draft(database, draft)
    people = sorted(view.question.person)
    spent: list[float] = []
    for _ in range(EDITS):
        change = Assign(dice.choice(view.duties).duty, dice.choice(people))
        begun = perf_counter()
        editing.edit(database, draft, change, ACT)
        spent.append(perf_counter() - begun)
        editing.undo(database, draft, ACT)
    late = sorted(spent)[int(0.95 * EDITS)]
    name = f"one edit of that rota, checked and written, p95 of {EDITS}"
    return name, "≤ 50 ms", f"{1000 * late:.0f} ms", late <= EDIT_WITHIN


def _look_ups(database: Database, seed: int) -> Iterator[Measured]:
    dice = Random(seed)  # noqa: S311 - for variety
    start = datetime.combine(MONDAY, time(), UTC)
    minutes = 7 * 24 * 60 * LARGE.size.weeks
    asked = [(TEAM, start + timedelta(minutes=dice.randrange(minutes))) for _ in range(SET)]
    with database.begin() as tx:
        begun = perf_counter()
        for team, at in asked[:SINGLE]:
            on_call.who(tx, team, at)
        rate = SINGLE / (perf_counter() - begun)
        name = "who is on call, until when, who is next: one at a time"
        yield name, "≥ 2,000/s", f"{rate:,.0f}/s", rate >= SINGLE_LEAST
        begun = perf_counter()
        on_call.who_of(tx, asked)
        rate = SET / (perf_counter() - begun)
        name = f"who is on call: {SET:,} asked as one set"
        yield name, "≥ 50,000/s", f"{rate:,.0f}/s", rate >= SET_LEAST
