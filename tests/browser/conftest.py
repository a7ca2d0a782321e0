"""A browser, and for each story the demo's firm as it was built once."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest

from oncall.store.db import Database
from tests.browser import chromium, demo_firm
from tests.browser.planner import Planner
from tests.databases import OF_ITS_OWN, TEMPLATE, at, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.browser.demo_firm import Installation
    from web.embedded.server import Addresses

BUILT = "template_demo"
NUMBERS = count()


@pytest.fixture(scope="session")
def executable() -> str:
    return chromium.path()


@pytest.fixture(scope="module")
def browser(executable: str) -> Iterator[Browser]:
    """A browser; it is ended after each module, for it holds the thread's only event loop."""
    with chromium.launched(executable) as found:
        yield found


@pytest.fixture(scope="session")
def _built(executable: str, server: Addresses, _template: None) -> None:
    """A database with the demo in it, to be copied; not made where there is no browser."""
    run(server.owner, f"create database {BUILT} template {TEMPLATE}")
    database = Database(at(server.app, BUILT))
    demo_firm.build(database)
    database.close()


@pytest.fixture
def house(server: Addresses, _built: None, tmp_path: Path) -> Iterator[Installation]:
    """The demo's firm, served; what a story does to it is gone afterwards."""
    name = f"demo_{next(NUMBERS)}"
    run(server.owner, f"create database {name} template {BUILT}")
    run(at(server.owner, name), OF_ITS_OWN)
    database = Database(at(server.app, name))
    found = demo_firm.Installation(name, database, tmp_path)
    found.begin()
    yield found
    found.end()
    database.close()
    run(server.owner, f"drop database {name} with (force)")


@pytest.fixture
def petra(browser: Browser, house: Installation) -> Iterator[Planner]:
    with Planner.at(browser, house.url) as found:
        yield found
