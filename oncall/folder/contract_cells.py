"""Cells of contracts and contacts: days, numbers that can be dialled, options, PINs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from oncall.contracts import Adapted, Option
from oncall.folder import cells
from oncall.folder.cells import CellError
from oncall.folder.faults import shown
from oncall.folder.moments import moment
from oncall.pins import NO_PIN, Pin, is_plain, is_seal
from solver.sentence import Sentence

if TYPE_CHECKING:
    from datetime import date

NOWHERE: Final = "ZZ"  # the country of numbers that must name their own
NONE: Final = frozenset({"", "none", "keine", "keiner"})
OPTION: Final = re.compile(r"(?P<key>[^=]+?)\s*(?:=\s*(?P<amount>[0-9]{1,4}))?")
AMOUNT: Final = re.compile(
    r"(?P<name>[^=]+?)\s*=\s*(?P<amount>[0-9]{1,5})\s*(?P<unit>h|min)", re.IGNORECASE
)
MINUTES: Final = {"h": 60, "min": 1}


def day(cell: str) -> date:
    """Return a day."""
    found = moment(cell)
    if found.minute is not None:
        raise CellError(
            Sentence("%(cell)s has a time; write the day alone, like 2026-12-07", cell=shown(cell))
        )
    return found.day


def optional_day(cell: str) -> date | None:
    """Return a day; None for `none`."""
    return None if cell.casefold() in NONE else day(cell)


def dialled(cell: str) -> str:
    """Return a telephone number as E.164; it must begin with + and its country."""
    return cells.telephone(cell, NOWHERE)


def optional_dialled(cell: str) -> str | None:
    """Return a telephone number as E.164; None for `none`."""
    return None if cell.casefold() in NONE else dialled(cell)


def phones(cell: str) -> tuple[str, ...]:
    """Return a list of telephone numbers as E.164, each once."""
    return tuple(dict.fromkeys(map(dialled, cells.names(cell))))


def language(cell: str) -> str:
    """Return the code of a language, two small letters."""
    code = cell.casefold()
    if not re.fullmatch("[a-z]{2}", code):
        raise CellError(
            Sentence(
                "%(cell)s is no code of a language; write two letters like de or en",
                cell=shown(cell),
            )
        )
    return code


def options(cell: str) -> tuple[Option, ...]:
    """Return the services that a contract names, each perhaps with how much of it is agreed."""
    found = [OPTION.fullmatch(item) for item in cells.names(cell)]
    for item, match in zip(cells.names(cell), found, strict=True):
        if match is None:
            raise CellError(
                Sentence(
                    "%(cell)s is no option; write a service's key, or with its number like "
                    "visits=2",
                    cell=shown(item),
                )
            )
    amounts = [(match["key"], match["amount"]) for match in found if match]
    return tuple(Option(key, int(amount) if amount else None) for key, amount in amounts)


def adapted(cell: str) -> tuple[Adapted, ...]:
    """Return promises whose time a contract changes, like `reaction=4 h`."""
    made = []
    for item in cells.names(cell):
        match = AMOUNT.fullmatch(item)
        if match is None:
            raise CellError(
                Sentence(
                    "%(cell)s is no adapted promise; write it like reaction=4 h or reaction=30 min",
                    cell=shown(item),
                )
            )
        made.append(
            Adapted(match["name"], int(match["amount"]) * MINUTES[match["unit"].casefold()])
        )
    return tuple(made)


def pin(cell: str) -> Pin | None:
    """Return a PIN, plain or sealed; None where there is none. No sentence repeats the cell."""
    if cell.casefold() in NONE:
        return None
    if not is_plain(cell) and not is_seal(cell):
        raise CellError(NO_PIN)
    return Pin(cell)
