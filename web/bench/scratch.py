"""A server of its own to measure on, which writes as safely as one in service."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

from oncall.store.db import Database
from oncall.store.migrating import migrate
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator


def analyse(home: Path) -> None:
    """Let the server count its rows, as it does by itself within a minute of large changes."""
    engine = create_engine(ensure_running(home).owner, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("analyze"))
    engine.dispose()


@contextmanager
def scratch_database() -> Iterator[tuple[Database, Path]]:
    """Start a server, yield its empty database and its home, and take both away in the end."""
    with TemporaryDirectory() as place:
        home = Path(place)
        urls = ensure_running(home)
        migrate(urls.owner)
        database = Database(urls.app)
        try:
            yield database, home
        finally:
            database.close()
            stop(home)
