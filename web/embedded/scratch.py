"""A server of its own, to measure or to practise on, which is gone at the end."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from oncall.store.db import Database
from oncall.store.migrating import migrate
from web.embedded.server import ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def scratch_database(*, durable: bool = True) -> Iterator[tuple[Database, Path]]:
    """Start a server, yield its empty database and its home, and take both away in the end.

    A `durable` one writes as safely as one in service, which is what is measured.
    """
    with TemporaryDirectory() as place:
        home = Path(place)
        urls = ensure_running(home, durable=durable)
        migrate(urls.owner)
        database = Database(urls.app)
        try:
            yield database, home
        finally:
            database.close()
            stop(home)
