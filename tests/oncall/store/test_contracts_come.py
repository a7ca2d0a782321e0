"""The schema gets tables of contracts; what was there before is as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

from oncall.store import booking_versions
from oncall.store.db import Database
from oncall.store.migrating import migrate
from tests.databases import run
from tests.oncall.store.rows import SITE, december

if TYPE_CHECKING:
    from web.embedded.server import Addresses

# Rows as revision 0001 has them: cells that were not written are blank.
TEAM = {"id": "video", "site": "hamburg"}
BOOKING = {"id": "B1", "customer": "Alster", "team": "video", "start": "2026-12-07"}
NOTED = """
    insert into booking_versions (booking, number, changed_at, cells, site, cancelled)
    select b.id, 1, now(), to_jsonb(b) - '{key,cancelled_at}'::text[], to_jsonb(s) - 'key', false
    from bookings b, sites s"""


def put(url: str, sheet: str, row: dict[str, str]) -> None:
    """Insert a row of a sheet; its other cells are blank."""
    engine = create_engine(url)
    with engine.begin() as tx:
        wanted = "select column_name from information_schema.columns where table_name = :sheet"
        names = tx.execute(text(wanted), {"sheet": sheet}).scalars()
        cells = {each: row.get(each, "") for each in names if each not in ("key", "cancelled_at")}
        columns = ", ".join(f'"{each}"' for each in cells)
        values = ", ".join(f":{each}" for each in cells)
        tx.execute(text(f"insert into {sheet} ({columns}) values ({values})"), cells)  # noqa: S608
    engine.dispose()


def test_no_booking_is_another_version_of_itself_afterwards(urls: Addresses) -> None:
    """Else the calendars of customers would show every booking as changed."""
    migrate(urls.owner, "0001", may_lose=True)
    for sheet, row in (("sites", SITE), ("teams", TEAM), ("bookings", BOOKING)):
        put(urls.owner, sheet, row)
    run(urls.owner, NOTED)
    migrate(urls.owner)
    database = Database(urls.app)
    with database.begin() as tx:
        booking_versions.note(tx, december(1))
        cells = tx.execute(text("select cells from booking_versions")).scalars().all()
    database.close()
    assert [each["requested_by"] for each in cells] == [""]
