"""A firm, its planner, and a draft of two weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oncall.services.firms import drafted, stored
from tests.web.boards.planner import planner

if TYPE_CHECKING:
    from pathlib import Path

    from oncall.store.db import Database
    from tests.web.boards.planner import Planner


@pytest.fixture
def petra(database: Database, tmp_path: Path) -> Planner:
    stored(database)
    return planner(database, tmp_path)


@pytest.fixture
def draft(petra: Planner) -> int:
    return drafted(petra.database)
