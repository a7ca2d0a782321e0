from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.town import Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database


@pytest.fixture(name="town")
def _town(database: Database, tmp_path: Path) -> Iterator[Town]:
    with town(database, tmp_path) as made:
        yield made
        made.carrier.nothing_else_happened()
