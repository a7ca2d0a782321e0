"""A firm with a published evening, and commands that meet it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.drill.evenings import Evening

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database
    from web.embedded.server import Addresses


@pytest.fixture
def evening(database: Database, other: Database, urls: Addresses, tmp_path: Path) -> Evening:
    return Evening.made(database, urls, (other, tmp_path))
