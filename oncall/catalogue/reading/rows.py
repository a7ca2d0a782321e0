"""Rows of the provider's table: a service, promise or rate, and its cell for each level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from oncall.catalogue.charges import Rate
from oncall.catalogue.offers import Agreed, Channel, Inclusion, Offer, Service, When
from oncall.catalogue.reading import values
from oncall.catalogue.reading.amounts import term
from oncall.catalogue.words import Name, Words
from oncall.folder.cells import CellError
from oncall.folder.faults import nearest, shown
from oncall.promises import Event, Promise

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from oncall.catalogue.reading.table import Table

T = TypeVar("T")
Cells = dict[str, T]  # by key of a level
OFFERS: Final = {
    "yes": Inclusion.INCLUDED,
    "no": Inclusion.EXCLUDED,
    "optional": Inclusion.OPTIONAL,
    "charged": Inclusion.CHARGED,
}
CURE: Final = "write yes, optional, charged or no"


def name(key: str, table: Table) -> Name:
    """Return the name of what a table describes."""
    said = Words(table.take("en", values.text), table.take("de", values.text))
    return Name(key, said, table.take("aliases", values.each(values.text), ()))


def service(
    key: str, table: Table, bases: Mapping[str, str | None]
) -> tuple[Service, Cells[Offer]]:
    """Return a service, and in which way each level has it; every level must say."""
    found = Service(
        name(key, table),
        table.take("note", values.words, None),
        table.take("channel", values.choice(Channel), None),
        table.take("when", values.choice(When), When.SUPPORT_HOURS),
        table.take("announced_hours", values.whole(1, 8784), None),
        table.take("agreed", values.choice(Agreed), None),
        table.take("travel", values.flag, default=False),
        table.take("needs_contract", values.flag, default=True),
    )
    return found, cells(table, "levels", _offer, bases, missing=CURE)


def promise(key: str, table: Table, bases: Mapping[str, str | None]) -> tuple[Name, Cells[Promise]]:
    """Return a promise's name, and what the levels that have it promise."""
    called = name(key, table)
    event = table.take("kept_by", values.choice(Event))
    terms = cells(table, "within", values.each(term), bases)
    return called, {level: Promise(key, event, found) for level, found in terms.items()}


def rate(key: str, table: Table, bases: Mapping[str, str | None]) -> Cells[Rate]:
    """Return what an hour of a role costs at the levels that have it."""
    called = name(key, table)
    prices = cells(table, "hour", values.amount(0, 1_000_000), bases)
    return {level: Rate(called, price) for level, price in prices.items()}


def cells(
    table: Table,
    key: str,
    parse: Callable[[Any], T],
    bases: Mapping[str, str | None],
    missing: str | None = None,
) -> Cells[T]:
    """Return a row's cells: one value for all levels, or a value for each by its key.

    `bases` has every level with the level that it includes, included ones first: a cell that is
    not there is that of the included level. `missing` is the cure where every level must have one.
    """
    if not table.has(key, dict):
        return dict.fromkeys(bases, table.take(key, parse))
    row = table.table(key)
    found: Cells[T] = {}
    if row is None:
        return found
    for level, base in bases.items():
        if row.has(level):
            found[level] = row.take(level, parse)
        elif base in found:
            found[level] = found[base]
        elif missing:
            table.fault(key, f"says nothing of {level}; {missing}")
    row.asked.update(bases)
    return found


def _offer(value: Any) -> Offer:
    if isinstance(value, dict):
        said = {key: text for key, text in value.items() if key != "offer"}
        return Offer(_inclusion(value.get("offer", "")), values.words(said))
    return Offer(_inclusion(value))


def _inclusion(value: Any) -> Inclusion:
    word = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
    found = OFFERS.get(word.casefold()) if isinstance(word, str) else None
    if found is None:
        near = nearest(str(word), OFFERS)
        raise CellError(f"{shown(str(word))} is no way to have a service; {CURE} (nearest: {near})")
    return found
