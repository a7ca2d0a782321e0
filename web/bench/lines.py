"""A table that is printed row by row, so that what is measured is not lost with what is not."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import wrap
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Lines:
    """Columns by their names: `<` or `>` for the side they keep to, and how wide they are."""

    def __init__(self, columns: Mapping[str, str]) -> None:
        self._columns = tuple(columns.values())
        self.add(*columns)

    def add(self, *cells: str) -> None:
        """Print a row; what is too wide goes on in the next line."""
        widths = (int(column[1:]) for column in self._columns)
        wrapped = (wrap(cell, width) for cell, width in zip(cells, widths, strict=True))
        for line in zip_longest(*wrapped, fillvalue=""):
            click.echo(self._aligned(line))

    def _aligned(self, line: Iterable[str]) -> str:
        cells = (f"{cell:{column}}" for cell, column in zip(line, self._columns, strict=True))
        return "  ".join(cells).rstrip()
