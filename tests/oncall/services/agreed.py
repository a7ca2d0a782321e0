"""Contracts that let clocks pause, put beside whatever a database has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import insert

from oncall.folder.csvtext import csv_rows
from oncall.store import sheets
from oncall.store.tables import SHEETS

if TYPE_CHECKING:
    from oncall.store.db import Database

# Reaction of smartperform pro: 16 support hours (Monday to Friday from 9 to 16) or two working
# days, whichever is earlier.
AGREED = {
    "customers": "id,name,language\nLahn AG,Lahn AG,de\n",
    "contracts": """\
id,customer,provider,level,start,pauses
WAITS,Lahn AG,smartperform,pro,2026-07-01,yes
STRICT,Lahn AG,smartperform,pro,2026-07-01,no
""",
}


def agreed(database: Database) -> None:
    """Write what no level of ours allows by itself: a contract whose clocks may pause."""
    with database.begin() as tx:
        for name, written in AGREED.items():
            head, *rows = (cells for _, cells in csv_rows(written.encode()))
            blank = {c.name: "" for c in SHEETS[name].c if c.name not in ("key", "cancelled_at")}
            tx.execute(
                insert(SHEETS[name]), [blank | dict(zip(head, r, strict=True)) for r in rows]
            )
        sheets.changed(tx)
