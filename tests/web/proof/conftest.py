"""A firm whose pages are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.pages.rotas import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database
    from tests.web.pages.rotas import Firm


@pytest.fixture
def firm(database: Database, tmp_path: Path) -> Iterator[Firm]:
    with opened(database, tmp_path) as found:
        yield found
