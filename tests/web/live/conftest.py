"""A firm whose drafts are watched over a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.oncall.services.firms import stored
from tests.web.live.serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from oncall.store.db import Database
    from tests.web.live.serving import Served


@pytest.fixture
def serving(database: Database, tmp_path: Path) -> Iterator[Served]:
    stored(database)
    with served(database, tmp_path) as found:
        yield found
