"""Where the parts are put together: settings, database, clock."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.clock import Clock, SystemClock
from oncall.pins import Marker
from oncall.store.db import Database
from oncall.store.migrating import migrate, refuse_other
from web.embedded.server import ensure_running
from web.secrets_file import server_key
from web.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class House:
    """A running installation as one process sees it."""

    settings: Settings
    database: Database
    clock: Clock

    @property
    def user(self) -> str:
        """Who is acting, as the audit log has it."""
        return self.settings.user

    @property
    def marker(self) -> Marker:
        """What marks PINs, with the server's key; raises as `server_key`."""
        return Marker(server_key(self.settings))


@contextmanager
def opened(settings: Settings | None = None, clock: Clock | None = None) -> Iterator[House]:
    """Open the installation: its server is started if need be, its schema brought up to date."""
    settings = settings or read_settings()
    owner, app = addresses(settings)
    migrate(owner)
    database = Database(app)
    try:
        yield House(settings, database, clock or SystemClock())
    finally:
        database.close()


@contextmanager
def visited(settings: Settings | None = None, clock: Clock | None = None) -> Iterator[House]:
    """Open the installation as it is, for who looks and changes nothing, its schema neither.

    Raises Unusable where that is not the schema of this version.
    """
    settings = settings or read_settings()
    database = Database(addresses(settings)[1])
    try:
        with database.begin() as tx:
            refuse_other(tx)
        yield House(settings, database, clock or SystemClock())
    finally:
        database.close()


def addresses(settings: Settings) -> tuple[str, str]:
    """Return the database's URLs for the role that owns the schema and for daily work."""
    if settings.database_url:
        return settings.schema_url or settings.database_url, settings.database_url
    embedded = ensure_running(settings.home)
    return embedded.owner, embedded.app
