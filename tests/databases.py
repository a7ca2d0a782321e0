"""Real databases for tests: one server per test process, one database per test."""

from __future__ import annotations

from contextlib import closing, contextmanager
from functools import partial
from itertools import count
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, make_url, text

from oncall.store.db import Database
from oncall.store.migrating import migrate
from web.embedded.server import Addresses, ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


@contextmanager
def copied(server: Addresses, template: str) -> Iterator[Addresses]:
    """Copy a database, and drop the copy at the end."""
    name = f"test_{next(NUMBERS)}"
    run(server.owner, f"create database {name} template {template}")
    try:
        yield Addresses(at(server.owner, name), at(server.app, name))
    finally:
        run(server.owner, f"drop database {name} with (force)")


class Copies:
    """Databases that hold what many tests begin with: filled once, and copied for each test."""

    def __init__(self, server: Addresses) -> None:
        self._server = server
        self._filled: dict[object, str] = {}

    @contextmanager
    def of(self, fill: Callable[..., object], **more: str) -> Iterator[Database]:
        """Open a database of its own as `fill(database, **more)` leaves an empty one."""
        known = (fill, *sorted(more.items()))
        if known not in self._filled:
            self._filled[known] = self._made(partial(fill, **more))
        template = self._filled[known]
        with copied(self._server, template) as urls, closing(Database(urls.app)) as opened:
            with opened.begin() as tx:
                tx.execute(text(OF_ITS_OWN))
            yield opened

    def _made(self, fill: Callable[[Database], object]) -> str:
        name = f"template_{next(NUMBERS)}"
        run(self._server.owner, f"create database {name} template {TEMPLATE}")
        # No copy is made of a database that somebody is connected to.
        with closing(Database(at(self._server.app, name))) as database:
            fill(database)
        return name


@pytest.fixture(scope="session")
def copies(server: Addresses, _template: None) -> Copies:
    """Databases with something in them, by what fills them."""
    return Copies(server)


@pytest.fixture
def urls(server: Addresses, _template: None) -> Iterator[Addresses]:
    """The URLs of a database with the newest schema and nothing in it."""
    with copied(server, TEMPLATE) as found:
        run(found.owner, OF_ITS_OWN)
        yield found


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
