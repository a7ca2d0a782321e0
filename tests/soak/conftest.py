"""How much is soaked: `make soak ARGS="--incidents 100000 --seed 3"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--incidents", type=int, default=2000, help="of the simulation")
    parser.addoption("--seed", type=int, default=7, help="of the simulation")
    parser.addoption("--processes", type=int, default=2, help="of the simulation")
    parser.addoption("--pages", type=int, default=4500, help="while workers are killed")
