"""The planner's sheets, kept in the words in which they were written (decision 0017).

The reader that checks a folder checks them, and an export gives back what was imported.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from oncall.folder.schema import TABLES
from oncall.store.tables.base import instant, metadata

# What a column of a sheet names; lists of ids (a person's teams) are for the reader to check.
NAMES: Final = {
    ("teams", "site"): "sites",
    ("people", "site"): "sites",
    ("bookings", "team"): "teams",
    ("worklog", "booking"): "bookings",
    **{(sheet, "customer"): "customers" for sheet in ("contracts", "contacts", "products")},
    ("ladders", "team"): "teams",
    **{
        (sheet, "person"): "people"
        for sheet in ("regular_hours", "unreachable", "absences", "wishes", "duties", "worklog")
    },
}
# By what a row is found again; where nothing is unique, `nth` tells twins apart.
IDENTITY: Final = {
    "sites": ("id",),
    "teams": ("id",),
    "people": ("id",),
    "bookings": ("id",),
    "prices": ("customer",),
    "regular_hours": ("person", "weekdays", "start"),
    "unreachable": ("person", "weekdays", "start", "from"),
    "absences": ("person", "start"),
    "wishes": ("person", "start"),
    "duties": ("person", "role", "start"),
    "worklog": ("incident", "person", "start"),
    "customers": ("id",),
    "hotlines": ("number",),
    "contracts": ("id",),
    "contacts": ("customer", "name"),
    "products": ("customer", "product", "serial"),
    "ladders": ("team", "when", "severity", "after_minutes", "last_resort"),
}


def _sheet(name: str) -> Table:
    """Return the table of one sheet: its cells as they were written, in the order of the sheet."""
    cells: list[Any] = []
    for column in TABLES[name]:
        target = NAMES.get((name, column.name))
        named = [ForeignKey(f"{target}.id")] if target else []
        unique = IDENTITY[name] == (column.name,)
        cells.append(Column(column.name, Text, *named, nullable=False, unique=unique))
    extra = [instant("cancelled_at", nullable=True)] if name == "bookings" else []
    return Table(
        name, metadata, Column("key", BigInteger, Identity(), primary_key=True), *cells, *extra
    )


SHEETS: Final = {name: _sheet(name) for name in TABLES}
people: Final = SHEETS["people"]
bookings: Final = SHEETS["bookings"]

# What a booking was after each change of it or of its site, which says when its windows are; only
# added to. `cells` and `site` are the rows of both sheets.
booking_versions: Final = Table(
    "booking_versions",
    metadata,
    Column("booking", Text, ForeignKey("bookings.id"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    instant("changed_at"),
    Column("cells", JSONB, nullable=False),
    Column("site", JSONB, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    CheckConstraint("number > 0", name="positive"),
)

# What a PIN is found by: its mark by the server's key, beside the seal that a contact has of it.
pin_marks: Final = Table(
    "pin_marks",
    metadata,
    Column("seal", Text, primary_key=True),
    Column("marker", Text, nullable=False),  # which key
    Column("mark", LargeBinary, nullable=False),
)

# One row: which installation this is, and how often its sheets have changed. A backup that is put
# back begins another `epoch`, for then revisions and versions come a second time.
installation: Final = Table(
    "installation",
    metadata,
    Column("one", Boolean, primary_key=True),
    CheckConstraint("one", name="single"),
    Column("id", Text, nullable=False, server_default=text("(gen_random_uuid())::text")),
    Column("revision", BigInteger, nullable=False, server_default="0"),
    Column("epoch", Text, nullable=False, server_default=text("(gen_random_uuid())::text")),
)
