"""What stands in one cell: a parser per kind, and each refusal a sentence with a cure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import phonenumbers

from oncall.folder.faults import nearest, shown
from oncall.people import Role
from solver.sentence import Sentence

if TYPE_CHECKING:
    from collections.abc import Callable

YES_NO: Final = {
    **dict.fromkeys(("yes", "ja", "true", "wahr"), True),
    **dict.fromkeys(("no", "nein", "false", "falsch"), False),
}
NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:[.,][0-9]{1,15})?")
EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;]+")


class CellError(ValueError):
    """What is wrong with a cell and how to mend it, as a sentence without file and line."""


def text(cell: str) -> str:
    """Return the cell on one line, since what it says is printed in lines."""
    return " ".join(cell.splitlines())


def identifier(cell: str) -> str:
    """Return an id; it may stand in lists, so it has no semicolon."""
    if ";" in cell:
        raise CellError(
            Sentence("%(cell)s contains ';', which separates ids; leave it out", cell=shown(cell))
        )
    if text(cell) != cell:
        raise CellError(
            Sentence("%(cell)s has a line break; write it on one line", cell=shown(cell))
        )
    return cell


def optional_name(cell: str) -> str | None:
    """Return a name, or None for `none`."""
    return None if cell.casefold() in {"", "none"} else cell


def names(cell: str) -> tuple[str, ...]:
    """Return a list's items in order, each once."""
    return tuple(dict.fromkeys(item for part in cell.split(";") if (item := part.strip())))


def yes_no(cell: str) -> bool:
    """Return True or False from the words for it in English and German."""
    try:
        return YES_NO[cell.casefold()]
    except KeyError:
        raise CellError(
            Sentence("%(cell)s is neither yes nor no; write yes or no", cell=shown(cell))
        ) from None


def email(cell: str) -> str:
    """Return an e-mail address, or '' for none."""
    if cell and not EMAIL.fullmatch(cell):
        raise CellError(
            Sentence(
                "%(cell)s is no e-mail address; write it like ada@firm.example", cell=shown(cell)
            )
        )
    return cell


def roles(cell: str) -> frozenset[Role]:
    """Return the roles in a list."""
    return frozenset(map(role, names(cell)))


def role(cell: str) -> Role:
    """Return the role of that name."""
    try:
        return Role(cell.casefold())
    except ValueError:
        near = nearest(cell, list(Role))
        raise CellError(
            Sentence(
                "%(cell)s is no role; write primary, backup or manager (nearest: %(near)s)",
                cell=shown(cell),
                near=near,
            )
        ) from None


def prefers(cell: str) -> bool:
    """Return whether a wish is for a duty (`prefer`) or against it (`avoid`)."""
    if cell.casefold() not in {"prefer", "avoid"}:
        raise CellError(Sentence("%(cell)s is no wish; write prefer or avoid", cell=shown(cell)))
    return cell.casefold() == "prefer"


def number(least: int, most: int) -> Callable[[str], Decimal]:
    """Return a parser for a decimal number within bounds, with a comma or a point."""

    def parse(cell: str) -> Decimal:
        if not NUMBER.fullmatch(cell):
            raise CellError(
                Sentence(
                    "%(cell)s is no number; write digits with at most one comma or point, no unit "
                    "and no thousands separator",
                    cell=shown(cell),
                )
            )
        value = Decimal(cell.replace(",", "."))
        if not least <= value <= most:
            raise CellError(
                Sentence(
                    "%(cell)s is out of bounds; write a number from %(least)s to %(most)s",
                    cell=cell,
                    least=least,
                    most=most,
                )
            )
        return value

    return parse


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a parser for a whole number within bounds."""
    decimal = number(least, most)

    def parse(cell: str) -> int:
        value = decimal(cell)
        if value != int(value):
            raise CellError(
                Sentence(
                    "%(cell)s is no whole number; write one from %(least)s to %(most)s",
                    cell=cell,
                    least=least,
                    most=most,
                )
            )
        return int(value)

    return parse


def minutes_per_hour(cell: str) -> Decimal:
    """Return minutes of an hour, with at most two decimals; the solver counts hundredths."""
    value = number(0, 60)(cell)
    if value * 100 != int(value * 100):
        raise CellError(Sentence("%(cell)s has more than two decimals; round it", cell=cell))
    return value


def hours(cell: str) -> int:
    """Return hours from 0 to 24 as minutes; fractions must come to whole minutes."""
    minutes = number(0, 24)(cell) * 60
    if minutes != int(minutes):
        raise CellError(
            Sentence("%(cell)s hours are no whole minutes; write for instance 1.5", cell=cell)
        )
    return int(minutes)


def telephone(cell: str, country: str) -> str:
    """Return a number as E.164, '' for none; one without +49 or the like is of `country`."""
    if not cell:
        return ""
    wrong = Sentence(
        "%(cell)s is no telephone number; write it like +49 151 23456789", cell=shown(cell)
    )
    try:
        parsed = phonenumbers.parse(cell, country)
    except phonenumbers.NumberParseException:
        raise CellError(wrong) from None
    # Letters would be read as keypad digits (0800 FLOWERS) or as an extension that gets lost.
    if re.search(r"[^\W\d]", cell) or not phonenumbers.is_possible_number(parsed):
        raise CellError(wrong)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
