"""How many timers one worker fires, and how late it is with those that fall due one by one."""

from __future__ import annotations

import gc
from datetime import datetime, timedelta
from math import ceil
from time import perf_counter, process_time, sleep
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from oncall.clock import SystemClock
from oncall.services import escalating, intake
from web.bench.crowd import LINES, TEAMS, founded, report
from web.bench.scratch import analyse
from web.embedded.scratch import scratch_database
from web.worker.firing import fire_all

if TYPE_CHECKING:
    from oncall.store.db import Database

Measured = tuple[str, str, str, bool]
PUNCTUAL_RATE: Final = 300


def fired(count: int) -> Measured:
    """Fire timers that are due all at once, in this process alone."""
    with scratch_database() as (database, home):
        now = SystemClock().now()
        founded(database, now)
        _due(database, count, now, 0)
        analyse(home)
        escalating.fire_due(database, now, most=1)  # what is read once a process
        gc.freeze()  # as a pager does
        begun, worked = perf_counter(), process_time()
        fire_all(database, now)
        spent, worked = perf_counter() - begun, process_time() - worked
        pages = _pages(database)
        a_second = (count - 1) / spent
        shown = (
            f"{a_second:,.0f}/s: {count:,} timers, {pages:,} pages; "
            f"{1e6 * worked / count:.0f} µs of processor time each in the worker"
        )
        will_do = a_second >= 5000 and pages == 2 * count
        return "timers fired by one worker", "≥ 5,000/s", shown, will_do


def punctual(seconds: int) -> Measured:
    """Fire timers that fall due one after the other."""
    with scratch_database() as (database, home):
        clock = SystemClock()
        founded(database, clock.now())
        count = PUNCTUAL_RATE * seconds
        _due(database, count, clock.now(), 1 / PUNCTUAL_RATE)
        analyse(home)
        due = _begin_later(database, clock.now() + timedelta(seconds=2))
        late: list[float] = []
        while len(late) < len(due):
            now = clock.now()
            fired = escalating.fire_due(database, now)
            done = clock.now()
            late += [(done - at).total_seconds() for at in due[len(late) :][: fired.advanced]]
            if not fired.advanced and fired.next_due is not None:
                sleep(max(0.0, (fired.next_due - clock.now()).total_seconds()))
        found = sorted(late)[ceil(0.99 * len(late)) - 1]
        name = f"lateness of timers, at {PUNCTUAL_RATE}/s"
        return name, "p99 ≤ 250 ms", f"p99 {1000 * found:.0f} ms of {len(due)}", found <= 0.25


def _begin_later(database: Database, starts: datetime) -> list[datetime]:
    """Move all timers, so that the first is due then, however long it took to set them.

    Return when each is due, in order.
    """
    with database.begin() as tx:
        tx.execute(
            text(
                "update incidents set due_at = due_at + t.by, rung_at = rung_at + t.by from "
                "(select cast(:starts as timestamptz) - min(due_at) as by from incidents) t "
                "where due_at is not null"
            ),
            {"starts": starts},
        )
        timers = text("select due_at from incidents where due_at is not null order by due_at")
        return list(tx.execute(timers).scalars())


def _pages(database: Database) -> int:
    with database.begin() as tx:
        return int(tx.execute(text("select count(*) from pages")).scalar_one())


def _due(database: Database, count: int, starts: datetime, apart: float) -> None:
    """Let so many incidents be due, so many seconds apart."""
    with database.begin() as tx:
        number = count // (TEAMS * LINES) + 1
        for n in range(TEAMS * LINES):
            intake.take(database, report(n), by="bench", now=SystemClock().now())
        columns = (
            "team, customer, caller, phone, description, classification, severity, intake, "
            "language, bookings, reported_at, ladder, response_by, action_by, act_within, state, "
            "rung_at"
        )
        tx.execute(
            text(
                f"insert into incidents (number, due_at, {columns}) select 'D' || i.id || '-' || n,"  # noqa: S608
                f" rung_at, {columns} from incidents i, generate_series(1, :number) n"
            ),
            {"number": number},
        )
        tx.execute(
            text(
                "update incidents i set rung_at = t.at, due_at = t.at from (select id, "
                "cast(:starts as timestamptz) + (row_number() over (order by id) - 1) * "
                "cast(:apart as float) * interval '1 second' as at from incidents "
                "where number like 'D%' limit :count) t where t.id = i.id"
            ),
            {"starts": starts, "apart": apart, "count": count},
        )
        tx.execute(
            text(
                "update incidents set state = 'working', holder = 'x', due_at = null "
                "where number not like 'D%' or due_at < cast(:starts as timestamptz)"
            ),
            {"starts": starts},
        )
