"""rota.csv: the duties of a rota, read against a folder's facts and written."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.folder.csvtext import csv_rows
from oncall.folder.faults import FaultList
from oncall.folder.rows import Register, TableReader
from oncall.folder.schema import ROTA
from oncall.folder.spans import row_span
from oncall.folder.tables import Table, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from oncall.bookings import Booking
    from oncall.folder.facts import Folder
    from oncall.folder.rows import Row
    from oncall.localtime import Span
    from oncall.people import Person, Role


@dataclass(frozen=True, slots=True)
class RotaRow:
    """One person in one role for one stretch; `duty` is unique in its rota."""

    duty: str
    person: Person
    role: Role
    span: Span
    bookings: tuple[Booking, ...]


def read_rota(path: Path, folder: Folder) -> tuple[RotaRow, ...]:
    """Return the rows of a rota in file order; raises BadInput with every fault."""
    faults = FaultList()
    content = read_bytes(path, faults)
    rows: list[RotaRow] = []
    if content is not None:
        people = _known("person", folder.people)
        bookings = _known("booking", folder.bookings)
        duties: Register[RotaRow] = Register("duty")
        reader = TableReader(Table(path.name, csv_rows(content)), ROTA, faults)
        for row in reader.rows():
            duties.enter(row, "duty")
            found = _rota_row(row, people, bookings)
            if found:
                rows.append(found)
    faults.raise_any(path.name)
    return tuple(rows)


def write_rota(rows: Iterable[RotaRow]) -> str:
    """Return rota.csv, sorted by instant of start, role and person."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(column.name for column in ROTA)
    for row in sorted(rows, key=lambda row: (row.span.start, row.role, row.person.id)):
        bookings = ";".join(booking.id for booking in row.bookings)
        start, end = (_written(instant, row.person) for instant in (row.span.start, row.span.end))
        writer.writerow((row.duty, row.person.id, row.role, start, end, bookings))
    return text.getvalue()


def _written(instant: datetime, person: Person) -> str:
    return instant.astimezone(person.site.zone).isoformat(timespec="minutes")


def _known(noun: str, things: Mapping[str, Any]) -> Register[Any]:
    return Register(noun, things=dict(things), lines=dict.fromkeys(things, 0))


def _rota_row(row: Row, people: Register[Person], bookings: Register[Booking]) -> RotaRow | None:
    person = people.find(row, "person")
    span = row_span(row, person.site.zone) if person else None
    named = row["bookings"] if row.good("bookings") else ()
    found = [bookings.find(row, "bookings", name) for name in named]
    if row.good("bookings") and not named:
        row.fault("bookings", "names no booking; write the id of one")
    if row.broken or person is None or span is None:
        return None
    return RotaRow(
        row["duty"], person, row["role"], span, tuple(booking for booking in found if booking)
    )
