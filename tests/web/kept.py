"""Databases with something in them, and all of what they hold, for tests of backups."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, insert, select, text

from oncall.folder.schema import TABLES as TABLES_OF_CELLS
from oncall.store import audit, booking_versions, messages, rotas
from oncall.store.db import Database
from oncall.store.messages import Message
from oncall.store.tables import SHEETS, draft_duties, drafts, people
from tests.oncall.store.rows import add_duty, add_teams, december

if TYPE_CHECKING:
    from sqlalchemy import Connection

TABLES = "select table_name from information_schema.tables where table_schema = 'public'"
SEQUENCES = "select sequencename, last_value from pg_sequences where schemaname = 'public'"
TRICKY = "Zoë \\ \t \r\n \\. ; -- 'drop' $$ \"=1+1\" 🦉"


def fill(url: str) -> None:
    """Put something of every kind in, with texts that a careless copy would spoil."""
    database = Database(url)
    add_teams(database, "video", "voice")
    with database.begin() as tx:
        tx.execute(people.update().values(name=TRICKY))
        for number in rotas.numbers(tx, 3):
            add_duty(tx, number, december(7 + number), december(7 + number, 16))
        message = Message("k1", "your duties", "video", "ada", {"why": TRICKY})
        messages.tell(tx, [message], december(1))
        _add_draft(tx)
        _add_booking(tx)
    for subject in ("video", TRICKY):
        with database.begin() as tx:
            audit.note(tx, audit.Line(december(7), "ada", "publish", subject, {"a": 1}))
    database.close()


def contents(url: str) -> dict[str, list[Any]]:
    """Return every row of every table, and where every sequence stands."""
    engine = create_engine(url)
    with engine.connect() as tx:
        names = sorted(tx.execute(text(TABLES)).scalars())
        found = {
            name: sorted(tx.execute(text(f"select t::text from {name} t")).scalars())  # noqa: S608
            for name in names
        }
        found["sequences"] = sorted(map(tuple, tx.execute(text(SEQUENCES))))
    engine.dispose()
    return found


def people_of(url: str) -> list[str]:
    engine = create_engine(url)
    with engine.connect() as tx:
        found = list(tx.execute(select(SHEETS["people"].c.name)).scalars())
    engine.dispose()
    return found


def _add_booking(tx: Connection) -> None:
    blank = {column.name: "" for column in TABLES_OF_CELLS["bookings"]}
    tx.execute(insert(SHEETS["bookings"]).values(blank | {"id": TRICKY, "team": "video"}))
    booking_versions.note(tx, december(1))


def _add_draft(tx: Connection) -> None:
    values = {
        "team": "video",
        "first_day": december(7).date(),
        "days": 28,
        "based_on": 0,
        "again": False,
        "pins": [1, 2],
        "budget": {"seconds": 60},
        "why": TRICKY,
        "asked_by": "ada",
        "asked_at": december(1),
        "state": "ready",
    }
    number = tx.execute(insert(drafts).values(values).returning(drafts.c.id)).scalar_one()
    duty = {
        "draft": number,
        "duty": -1,
        "person": "ada",
        "role": "primary",
        "starts": december(20),
        "ends": december(20) + timedelta(hours=8),
        "bookings": ["B1", "a,b", "{}", ""],
    }
    tx.execute(insert(draft_duties).values(duty))
