"""The table of levels: groups of rows, and what each level has in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oncall.catalogue.level import Level
    from oncall.catalogue.provider import Provider

NOTHING: Final = "–"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a level has in a row; `kind` is the way in which it has a service, else empty."""

    text: str
    kind: str = ""
    sign: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `shared` if its one cell is that of all levels."""

    title: str
    cells: tuple[Cell, ...]
    note: str = ""
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading."""

    title: str
    rows: tuple[Row, ...]


def texts(
    title: str, provider: Provider, said: Callable[[Level], str], note: str = ""
) -> Iterator[Row]:
    """Yield a row of texts, unless no level has any; what all levels share is said once."""
    found = [said(level) or NOTHING for level in provider.levels]
    if set(found) == {NOTHING}:
        return
    shared = len(found) > 1 and len(set(found)) == 1
    cells = tuple(Cell(text) for text in found[: 1 if shared else None])
    yield Row(title, cells, note, shared)
