"""A browser, and for each story the demo's firm as it was built once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url

from tests.browser import chromium, demo_firm
from tests.browser.planner import Planner

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.demo_firm import Installation
    from tests.databases import Copies


@pytest.fixture(scope="session")
def executable() -> str:
    return chromium.path()


@pytest.fixture(scope="module")
def browser(executable: str) -> Iterator[Browser]:
    """A browser; it is ended after each module, for it holds the thread's only event loop."""
    with chromium.launched(executable) as found:
        yield found


@pytest.fixture
def house(executable: str, copies: Copies, tmp_path: Path) -> Iterator[Installation]:
    """The demo's firm, served; what a story does to it is gone afterwards.

    It takes the browser only so that it is not made where there is none.
    """
    with copies.of(demo_firm.build) as database:
        name = make_url(database.url).database
        found = demo_firm.Installation(name, database, tmp_path)
        found.begin()
        yield found
        found.end()


@pytest.fixture
def petra(browser: Browser, house: Installation) -> Iterator[Planner]:
    with Planner.at(browser, house.url) as found:
        yield found
