"""Homes of embedded databases, which are stopped whatever becomes of the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from web.embedded.server import Addresses


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """Where an embedded database may be started."""
    yield tmp_path / "home"
    stop(tmp_path / "home")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """A database for the tests of a module that leave it as it was."""
    home = tmp_path_factory.mktemp("shared")
    try:
        yield ensure_running(home, durable=False)
    finally:
        stop(home)
