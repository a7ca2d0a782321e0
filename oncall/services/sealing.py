"""Plain PINs of contacts that come in are sealed before anything is stored or logged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from oncall.pins import is_plain, opens, sealed
from oncall.store import sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from oncall.folder.written import Written
    from oncall.store.db import Database

SHEET = "contacts"


def seals(database: Database) -> dict[tuple[str, str], str]:
    """Return the seals of PINs by customer and name."""
    with database.begin() as tx:
        return seals_of(sheets.stored(tx)[SHEET])


def seals_of(contacts: Iterable[Written]) -> dict[tuple[str, str], str]:
    """Return the seals of PINs that rows of contacts have."""
    return {_who(row): row.cells["pin"] for row in contacts if row.cells["pin"]}


def sealing(
    rows: Mapping[str, tuple[Written, ...]], known: Mapping[tuple[str, str], str]
) -> dict[str, tuple[Written, ...]]:
    """Return rows that come in without a plain PIN.

    One that is the PIN that is known keeps its seal, so that it is no change; and a blank cell
    leaves the PIN as it is, for few will write it down twice (decision 0029).
    """
    found = dict(rows)
    if SHEET in found:
        found[SHEET] = tuple(_sealed_rows(found[SHEET], known))
    return found


def _sealed_rows(
    rows: Iterable[Written], known: Mapping[tuple[str, str], str]
) -> Iterable[Written]:
    for row in rows:
        pin, seal = row.cells["pin"], known.get(_who(row), "")
        if is_plain(pin):
            pin = seal if seal and opens(pin, seal) else sealed(pin)
        yield replace(row, cells={**row.cells, "pin": pin or seal})


def _who(row: Written) -> tuple[str, str]:
    return row.cells["customer"], row.cells["name"]
