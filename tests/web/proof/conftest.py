"""A firm whose pages are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.pages.rotas import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies
    from tests.web.pages.rotas import Firm


@pytest.fixture
def firm(copies: Copies, tmp_path: Path) -> Iterator[Firm]:
    with opened(copies, tmp_path) as found:
        yield found
