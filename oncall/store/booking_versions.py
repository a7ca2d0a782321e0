"""What bookings were after each of their changes: noted by the sheets, read by calendar feeds."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select, text

from oncall.booked_windows import BookingVersion
from oncall.folder.faults import FaultList
from oncall.folder.read import read_tables
from oncall.folder.schema import TABLES
from oncall.folder.tables import Table
from oncall.store.tables import SHEETS, booking_versions, bookings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from oncall.bookings import Booking

# Of a booking that was cancelled nothing changes any more, whatever becomes of its site.
NOTING: Final = text("""
    insert into booking_versions (booking, number, changed_at, cells, site, cancelled)
    select b.id, coalesce(last.number, 0) + 1, :now, is_now.cells, is_now.site, is_now.cancelled
    from bookings b
    join teams t on t.id = b.team
    join sites s on s.id = t.site
    cross join lateral (
        select to_jsonb(b) - '{key,cancelled_at}'::text[], to_jsonb(s) - 'key',
            b.cancelled_at is not null
    ) is_now (cells, site, cancelled)
    left join lateral (
        select v.number, v.cells, v.site, v.cancelled from booking_versions v
        where v.booking = b.id order by v.number desc limit 1
    ) last on true
    where not (coalesce(last.cancelled, false) and is_now.cancelled)
        and (last.cells, last.site, last.cancelled)
            is distinct from (is_now.cells, is_now.site, is_now.cancelled)
""")


def note(tx: Connection, now: datetime) -> None:
    """Note what bookings are now, where that differs from what was noted last."""
    tx.execute(NOTING, {"now": now})


def of_customer(tx: Connection, customer: str) -> tuple[tuple[BookingVersion, ...], ...]:
    """Return each of a customer's bookings as every change has left it, oldest first."""
    v = booking_versions.c
    wanted = (
        select(v.booking, v.number, v.changed_at, v.cells, v.site, v.cancelled)
        .join(bookings, bookings.c.id == v.booking)
        .where(bookings.c.customer == customer)
        .order_by(bookings.c.key, v.number)
    )
    rows = tx.execute(wanted).all()
    facts = _read(tx, rows)
    found: dict[str, list[BookingVersion]] = {}
    for row in rows:
        booking = facts[row.booking, row.number]
        version = BookingVersion(booking, row.changed_at, row.cancelled)
        found.setdefault(row.booking, []).append(version)
    return tuple(map(tuple, found.values()))


def _read(tx: Connection, rows: Iterable[Any]) -> Mapping[tuple[str, int], Booking]:
    """Return bookings by id and number, each with its site as it was at the time.

    Those that are read together have ids and a site of their own, as in a folder.
    """
    together: defaultdict[tuple[int, str], list[Mapping[str, str]]] = defaultdict(list)
    for row in rows:
        together[row.number, json.dumps(row.site, sort_keys=True)].append(row.cells)
    teams = list(tx.execute(select(SHEETS["teams"])).mappings()) if together else []
    found: dict[tuple[str, int], Booking] = {}
    for (number, site), some in together.items():
        names = {row["team"] for row in some}
        tables = {
            "sites": _table("sites", [json.loads(site)]),
            "teams": _table("teams", [dict(team) for team in teams if team["id"] in names]),
            "bookings": _table("bookings", some),
        }
        facts = read_tables(tables, FaultList(), "the database")
        found |= {(booking.id, number): booking for booking in facts.bookings.values()}
    return found


def _table(name: str, rows: Iterable[Mapping[str, str]]) -> Table:
    columns = [column.name for column in TABLES[name]]
    # A column that has come since was blank.
    lines = ([row.get(column, "") for column in columns] for row in rows)
    return Table(name, list(enumerate((columns, *lines))))
