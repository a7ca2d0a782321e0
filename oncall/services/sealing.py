"""Plain PINs of contacts that come in are sealed before anything is stored or logged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from oncall.pins import is_plain, opens, sealed
from oncall.store import pin_marks, sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oncall.folder.written import Written
    from oncall.pins import Marker
    from oncall.store.db import Database, Tx

SHEET = "contacts"


class Sealed(NamedTuple):
    """Rows without a plain PIN, and the marks of the seals of those that came in plain.

    `marker` is the name of who made these.
    """

    rows: dict[str, tuple[Written, ...]]
    marks: dict[str, bytes]
    marker: str

    def keep_marks(self, tx: Tx) -> None:
        """Write the marks, once the rows are written; there are none without a marker."""
        if self.marker:
            pin_marks.keep(tx, self.marker, self.marks)


def seals(database: Database) -> dict[tuple[str, str], str]:
    """Return the seals of PINs by customer and name."""
    with database.begin() as tx:
        return seals_of(sheets.stored(tx)[SHEET])


def unmarked(database: Database, marker: Marker) -> int:
    """Return how many PINs have no mark that was made with a key, and are slow to recognise."""
    with database.begin() as tx:
        return pin_marks.unmarked(tx, marker.name)


def seals_of(contacts: Iterable[Written]) -> dict[tuple[str, str], str]:
    """Return the seals of PINs that rows of contacts have."""
    return {_who(row): row.cells["pin"] for row in contacts if row.cells["pin"]}


def sealing(
    rows: Mapping[str, tuple[Written, ...]],
    known: Mapping[tuple[str, str], str],
    marker: Marker | None,
) -> Sealed:
    """Return rows that come in without a plain PIN.

    One that is the PIN that is known keeps its seal, so that it is no change; and a blank cell
    leaves the PIN as it is, for few will write it down twice (decision 0029).
    """
    found = Sealed(dict(rows), {}, marker.name if marker else "")
    if SHEET in rows:
        found.rows[SHEET] = tuple(_sealed_rows(rows[SHEET], known, marker, found.marks))
    return found


def _sealed_rows(
    rows: Iterable[Written],
    known: Mapping[tuple[str, str], str],
    marker: Marker | None,
    marks: dict[str, bytes],
) -> Iterable[Written]:
    for row in rows:
        pin, seal = row.cells["pin"], known.get(_who(row), "")
        if is_plain(pin):
            plain, pin = pin, seal if seal and opens(pin, seal) else sealed(pin)
            if marker:
                marks[pin] = marker.mark(plain)
        yield replace(row, cells={**row.cells, "pin": pin or seal})


def _who(row: Written) -> tuple[str, str]:
    return row.cells["customer"], row.cells["name"]
