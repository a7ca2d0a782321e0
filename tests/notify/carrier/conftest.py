from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.notify.carrier.town import Town, town

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(name="town")
def _town() -> Iterator[Town]:
    with town() as made:
        yield made
