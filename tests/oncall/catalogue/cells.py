"""Tables as DOMAIN has them, taken apart into cells, each with the document that it is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oncall.catalogue import load
from oncall.catalogue.naming import level_named, provider_named

if TYPE_CHECKING:
    from _pytest.mark import ParameterSet

    from oncall.catalogue.level import Level
    from oncall.catalogue.provider import Provider


def cells(document: str, table: str) -> list[ParameterSet]:
    """A case per cell of a table whose first line names the levels, and each other a row.

    A case has the row's name, the level and what stands in the cell.
    """
    head, *lines = [
        [cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()
    ]
    return [
        pytest.param(row, level, cell, id=f"{document}: {row}, {level}: {cell}")
        for row, *found in lines
        for level, cell in zip(head[1:], found, strict=True)
    ]


def provider(name: str) -> Provider:
    """A provider of the catalogue that comes with the product."""
    return provider_named(load(), name)


def level(of: str, name: str) -> Level:
    """A level of a provider, by any of its names."""
    return level_named(provider(of), name)
