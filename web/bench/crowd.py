"""A firm with 300 people on call at once, and as many incidents as are wanted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from oncall.assignments import Assignment
from oncall.incidents.report import Report
from oncall.localtime import DAY, Span
from oncall.people import Role
from oncall.published import next_minute
from oncall.services import intake
from oncall.services.importing import import_folder
from oncall.services.publishing import Act, Proposed, make_version
from oncall.store import rotas, sheets

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.store.db import Database

TEAMS: Final = 100
LINES: Final = 3  # bookings of a team, each with somebody of its own
SITES: Final = "id,timezone,country,subdivision,bridge_days\nreutlingen,Europe/Berlin,DE,BW,yes\n"
# What was reported before and has not ended: as many rows as are wanted, with other numbers.
MORE: Final = text(
    "insert into incidents (number, team, customer, caller, phone, description, classification, "
    "severity, intake, language, bookings, reported_at, ladder, response_by, action_by, "
    "act_within, state, version, rung_at, holder, act_by, due_at) select 'B' || n, team, customer, "
    "caller, phone, description, classification, severity, intake, language, bookings, "
    "reported_at, ladder, response_by, action_by, act_within, 'accepted', 2, rung_at, :holder, "
    "at, at from incidents, "
    "generate_series(1, :count) n, lateral (select cast(:since as timestamptz) + n * "
    "interval '1 second' as at) t where number = :number"
)


def founded(database: Database, now: datetime) -> None:
    """Set the firm up, and let its people be on call for a day."""
    days = f"{now.date() - DAY},{now.date() + 3 * DAY}"
    teams = [f"t{n:03}" for n in range(TEAMS)]
    lines = [(team, line) for team in teams for line in range(LINES)]
    tables = {
        "sites": SITES,
        "teams": "id,site\n" + "".join(f"{team},reutlingen\n" for team in teams),
        "people": "id,name,team,site,email,phone,skills\n"
        + "".join(
            f"{team}-{line},Person {team} {line},{team},reutlingen,,+4917139{n:05},x\n"
            for n, (team, line) in enumerate(lines)
        ),
        "bookings": "id,customer,team,requested_at,start,end,windows,skill,primary,backup\n"
        + "".join(
            f"B-{team}-{line},Kunde {line},{team},2026-01-01,{days},always,none,1,0\n"
            for team, line in lines
        ),
    }
    with TemporaryDirectory() as place:
        for name, cells in tables.items():
            (Path(place) / f"{name}.csv").write_text(cells, encoding="utf-8")
        import_folder(database, Path(place), by="bench", now=now)
    span = Span(next_minute(now - timedelta(minutes=2)), next_minute(now) + timedelta(hours=20))
    for team in teams:
        rows = tuple(
            Assignment(span, Role.PRIMARY, f"{team}-{line}", (f"B-{team}-{line}",))
            for line in range(LINES)
        )
        with database.begin() as tx:
            proposed = Proposed(team, "draft", span, rows, rotas.version(tx, team))
            make_version(tx, sheets.read_facts(tx), proposed, Act("bench", span.start, "measured"))
    with database.begin() as tx:  # that they are on call is no news that is to be measured
        tx.execute(text("update messages set made_at = made_at - interval '10 days'"))


def report(number: int) -> Report:
    """Return a report; they go to all people in turn."""
    place = number % (TEAMS * LINES)
    team, line = f"t{place // LINES:03}", place % LINES
    return Report(
        team,
        f"Bild {number} fällt aus",
        "Frau Weber",
        "+493023125150",
        customer=f"Kunde {line}",
        bookings=(f"B-{team}-{line}",),
    )


def opened(database: Database, count: int, now: datetime) -> None:
    """Let so many incidents be open that somebody has accepted."""
    first = intake.take(database, report(0), by="bench", now=now)
    wanted = {
        "number": first.number,
        "count": count,
        "holder": "t000-0",
        "since": now + timedelta(hours=3),
    }
    with database.begin() as tx:
        tx.execute(MORE, wanted)
