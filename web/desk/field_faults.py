"""What is wrong with a form, said at the field that is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from web.words import gettext

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from oncall.errors import Fault

Said = tuple[tuple[str, str, str], ...]


def at_fields(
    faults: Iterable[Fault], source: str, columns: Collection[str]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the sentences by column, and those that belong to none of a form's fields."""
    by_column: dict[str, tuple[str, ...]] = {}
    others: list[str] = []
    for fault in faults:
        column = fault.column or ""
        if fault.file == source and column in columns:
            by_column[column] = (*by_column.get(column, ()), sentence(fault))
        else:
            others.append(fault.message if fault.file == source else str(fault))
    return by_column, tuple(others)


def put_at_fields(form: Any, faults: Mapping[str, tuple[str, ...]]) -> None:
    """Let the fields of a form show what is wrong with them."""
    for field in form:
        field.errors = list(faults.get(field.short_name, ()))


def sentence(fault: Fault) -> str:
    """Return what is said at a field: in the page's language where the fault is a common one."""
    for column, pattern, said in _common():
        if column in ("", fault.column) and re.search(pattern, fault.message):
            return said
    return fault.message


def _common() -> Said:
    return (
        ("", "^is blank", gettext("Fill this in.")),
        ("phone", "no telephone number", gettext("Write the number like +49 151 23456789.")),
        ("email", "no e-mail address", gettext("Write the address like ada@firm.example.")),
        ("left", "^is not after joined", gettext("Write a day after the day of joining.")),
        ("end", "^is not after the start", gettext("Write a time after the begin.")),
        ("until", "^is before from", gettext("Write that day or a later one.")),
        ("start", "the same .* already$", gettext("This is there already.")),
        ("weight", "", gettext("Write a whole number from 1 to 5.")),
        ("id", "take another id$", gettext("Somebody has this id already; take another one.")),
    )
