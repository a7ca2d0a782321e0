from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.stories.rotas import HOUR, on_duty
from tests.stories.town import Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import Copies


@pytest.fixture(name="town")
def _town(copies: Copies, tmp_path: Path) -> Iterator[Town]:
    with town(copies, tmp_path) as made:
        yield made
        made.carrier.nothing_else_happened()


@pytest.fixture
def three(town: Town) -> None:
    """Ada, Ben and Cem are on call for three hours: as primary, backup and manager."""
    on_duty(town, town.clock.at, town.clock.at + 3 * HOUR)
