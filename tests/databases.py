"""Real databases for tests: one server per test process, one database per test."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from oncall.store.db import Database
from oncall.store.migrating import migrate
from web.embedded.server import Addresses, ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator

TEMPLATE = "template_oncall"
# A copy of the template is no other epoch by itself, and some things are kept for an epoch.
OF_ITS_OWN = "update installation set epoch = gen_random_uuid()::text"
NUMBERS = count()


def at(url: str, name: str) -> str:
    """Return the URL of another database of the same server and role."""
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def run(url: str, *statements: str) -> None:
    """Run statements that allow no transaction, such as CREATE DATABASE."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Addresses]:
    """A server of its own for this test process."""
    home = tmp_path_factory.mktemp("server")
    yield ensure_running(home, durable=False)
    stop(home)


@pytest.fixture(scope="session")
def _template(server: Addresses) -> None:
    run(server.owner, f"create database {TEMPLATE}")
    migrate(at(server.owner, TEMPLATE))


@pytest.fixture
def urls(server: Addresses, _template: None) -> Iterator[Addresses]:
    """The URLs of a database with the newest schema and nothing in it."""
    name = f"test_{next(NUMBERS)}"
    run(server.owner, f"create database {name} template {TEMPLATE}")
    run(at(server.owner, name), OF_ITS_OWN)
    yield Addresses(at(server.owner, name), at(server.app, name))
    run(server.owner, f"drop database {name} with (force)")


@pytest.fixture
def database(urls: Addresses) -> Iterator[Database]:
    """A database with the newest schema and nothing in it, as the product opens it."""
    opened = Database(urls.app)
    yield opened
    opened.close()


@pytest.fixture
def other(urls: Addresses) -> Iterator[Database]:
    """A second database, empty."""
    run(urls.owner, f"create database other template {TEMPLATE}")
    opened = Database(at(urls.app, "other"))
    yield opened
    opened.close()
    run(urls.owner, "drop database other with (force)")
