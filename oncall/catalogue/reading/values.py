"""What stands behind a key: a parser per kind, and each refusal a sentence with a cure."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

from oncall.catalogue.words import Words
from oncall.folder import cells
from oncall.folder.cells import CellError
from oncall.folder.faults import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from enum import StrEnum

T = TypeVar("T")
E = TypeVar("E", bound="StrEnum")
LEAP_YEAR: Final = 2000  # so that 29 February is a day


def text(value: Any) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str):
        raise CellError(f"{shown(str(value))} is no text; put it in quotes")
    if not value.strip():
        raise CellError("is empty; write something or remove the key")
    return cells.text(value.strip())


def written(parse: Callable[[str], T]) -> Callable[[Any], T]:
    """Return a parser of texts for what sheets have in their cells."""
    return lambda value: parse(text(value))


def flag(value: Any) -> bool:
    """Return true or false; also from the words that sheets have for them."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.casefold() in cells.YES_NO:
        return cells.YES_NO[value.casefold()]
    raise CellError(f"{shown(str(value))} is neither true nor false; write true or false")


def whole(least: int, most: int) -> Callable[[Any], int]:
    """Return a parser for a whole number within bounds."""

    def parse(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise CellError(
                f"{shown(str(value))} is no whole number from {least} to {most}; write one"
            )
        return value

    return parse


def amount(least: int, most: int) -> Callable[[Any], Decimal]:
    """Return a parser for a decimal number within bounds, never a binary fraction."""
    parse_text = cells.number(least, most)

    def parse(value: Any) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise CellError(f"{shown(str(value))} is no number; write it like 58.00")
        return parse_text(str(value))

    return parse


def choice(kind: type[E]) -> Callable[[Any], E]:
    """Return a parser for the words of an enumeration, in any case, with blanks for `_`."""
    known = {each.value: each for each in kind}

    def parse(value: Any) -> E:
        word = text(value).casefold().replace(" ", "_").replace("-", "_")
        if word not in known:
            raise CellError(
                f"{shown(text(value))} is not known here; the nearest is {nearest(word, known)} "
                f"(one of {', '.join(known)})"
            )
        return known[word]

    return parse


def one_of(known: dict[str, T], what: str) -> Callable[[Any], T]:
    """Return a parser for a key that the file defines elsewhere, as `what` says: `a level`."""

    def parse(value: Any) -> T:
        key = text(value)
        if key not in known:
            near = nearest(key, known)
            cure = f"the nearest is {near}" if near else "none is defined in this file"
            raise CellError(f"{shown(key)} is not {what}; {cure}")
        return known[key]

    return parse


def each(parse: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """Return a parser for a list, or for one alone; each may stand there once."""

    def parse_all(value: Any) -> tuple[T, ...]:
        found = [parse(item) for item in (value if isinstance(value, list) else [value])]
        refuse_twice(map(str, value if isinstance(value, list) else ()))
        return tuple(found)

    return parse_all


def refuse_twice(words: Iterable[str]) -> None:
    """Raise CellError if a word stands there twice."""
    seen: set[str] = set()
    for word in words:
        if word.casefold() in seen:
            raise CellError(f"{shown(word)} stands there twice; remove one")
        seen.add(word.casefold())


def day_of_year(value: Any) -> tuple[int, int]:
    """Return the month and the day of a text like `12-31`."""
    month, _, day = text(value).partition("-")
    try:
        found = date(LEAP_YEAR, int(month), int(day))
    except ValueError:
        raise CellError(
            f"{shown(text(value))} is no day of the year; write month and day like 12-31"
        ) from None
    return found.month, found.day


def words(value: Any) -> Words:
    """Return what is said in both languages."""
    if not isinstance(value, dict) or set(value) != {"en", "de"}:
        raise CellError('is said in both languages; write { en = "…", de = "…" }')
    return Words(text(value["en"]), text(value["de"]))


def currency(value: Any) -> str:
    """Return a currency's code of three letters."""
    code = text(value).upper()
    if not (len(code) == 3 and code.isascii() and code.isalpha()):
        raise CellError(f"{shown(text(value))} is no currency; write its three letters, like EUR")
    return code
