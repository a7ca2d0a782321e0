"""A previous rota, read for planning again: what it names may have left the folder since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from oncall.folder.rota_file import RotaRow, booking_names, read_rows, rota_row
from oncall.folder.spans import row_span
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from oncall.bookings import Booking
    from oncall.folder.facts import Folder
    from oncall.folder.rows import Row
    from oncall.localtime import Span
    from oncall.people import Person, Role


@dataclass(frozen=True, slots=True)
class GoneRow:
    """A row that can't stay, for its person or all that it was for is no longer in the folder.

    `person` is None if nobody has the id `who` any more; `zone` is that of the row's local times.
    """

    duty: str
    who: str
    person: Person | None
    role: Role
    span: Span
    zone: ZoneInfo
    why: str


class Previous(NamedTuple):
    """A previous rota: rows that still mean something, and rows that can't stay."""

    rows: tuple[RotaRow, ...]
    gone: tuple[GoneRow, ...] = ()


def read_previous(path: Path, folder: Folder) -> Previous:
    """Return a previous rota; raises BadInput with every fault of its form.

    A row some of whose bookings are gone is for the others.
    """

    def build(row: Row) -> RotaRow | GoneRow | None:
        person = folder.people.get(row["person"])
        names = booking_names(row)
        known = [folder.bookings[name] for name in names if name in folder.bookings]
        return rota_row(row, person, known) if person and known else _gone(row, folder, known)

    rows = read_rows(path, build)
    return Previous(
        tuple(row for row in rows if isinstance(row, RotaRow)),
        tuple(row for row in rows if isinstance(row, GoneRow)),
    )


def _gone(row: Row, folder: Folder, known: Sequence[Booking]) -> GoneRow | None:
    person = folder.people.get(row["person"])
    # Nobody knows where a person sat who is gone; a rota that we wrote has offsets anyway.
    sites = [*([person.site] if person else ()), *(b.team.site for b in known)]
    zone = next((site.zone for site in sites), next(iter(folder.sites.values())).zone)
    span = row_span(row, zone)
    if row.broken or span is None:
        return None
    table = folder.sources["bookings" if person else "people"]
    names = row["bookings"] if person else [row["person"]]
    who = ", ".join(names)
    why = (
        Sentence("%(id)s is no longer in %(table)s", id=who, table=table)
        if len(names) == 1
        else Sentence("%(ids)s are no longer in %(table)s", ids=who, table=table)
    )
    return GoneRow(row["duty"], row["person"], person, row["role"], span, zone, why)
