"""rota.csv: the duties of a rota, read against a folder's facts and written."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from oncall.folder.csvtext import csv_rows
from oncall.folder.faults import FaultList
from oncall.folder.rows import Register, TableReader
from oncall.folder.schema import ROTA
from oncall.folder.spans import row_span
from oncall.folder.tables import Table, read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from oncall.bookings import Booking
    from oncall.folder.facts import Folder
    from oncall.folder.rows import Row
    from oncall.localtime import Span
    from oncall.people import Person, Role

T = TypeVar("T")


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
    people = _known("person", folder.people)
    bookings = _known("booking", folder.bookings)

    def build(row: Row) -> RotaRow | None:
        person = people.find(row, "person")
        found = [bookings.find(row, "bookings", name) for name in booking_names(row)]
        return rota_row(row, person, [booking for booking in found if booking])

    return read_rows(path, build)


def read_rows(path: Path, build: Callable[[Row], T | None]) -> tuple[T, ...]:
    """Return what is made of each row of a rota; raises BadInput with every fault."""
    faults = FaultList()
    content = read_bytes(path, faults)
    found: list[T] = []
    if content is not None:
        duties: Register[T] = Register("duty")
        for row in TableReader(Table(path.name, csv_rows(content)), ROTA, faults).rows():
            duties.enter(row, "duty")
            thing = build(row)
            if thing is not None:
                found.append(thing)
    faults.raise_any(path.name)
    return tuple(found)


def booking_names(row: Row) -> Sequence[str]:
    """Return the bookings that a row names; that there are none is a fault."""
    names: Sequence[str] = row["bookings"] if row.good("bookings") else ()
    if row.good("bookings") and not names:
        row.fault("bookings", "names no booking; write the id of one")
    return names


def rota_row(row: Row, person: Person | None, bookings: Iterable[Booking]) -> RotaRow | None:
    """Return a row for a person and bookings that were found, or None where it has faults."""
    span = row_span(row, person.site.zone) if person else None
    if row.broken or person is None or span is None:
        return None
    return RotaRow(row["duty"], person, row["role"], span, tuple(bookings))


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
