"""The door to the database: transactions, and the sentence when it can't be reached."""

from __future__ import annotations

import select
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from psycopg import Error
from psycopg.errors import DeadlockDetected, DiskFull, ReadOnlySqlTransaction
from sqlalchemy import Connection, Row, create_engine, event, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from oncall.errors import Collided, NoRoom, Unreachable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from sqlalchemy.pool import ConnectionPoolEntry

Tx = Connection  # a transaction that is open: what services hand to the store
Record = Row[Any]  # a row as it was read: what the store hands to services
OLDEST: Final = 14
CONNECT_SECONDS: Final = 5
IDLE_SECONDS: Final = 10.0
STATEMENTS: Final = 1000  # that a connection keeps prepared; the services have some 200


class Database:
    """PostgreSQL at a URL, from version 14 on."""

    def __init__(self, url: str, *, most_connections: int = 10) -> None:
        self.url = url
        self.engine: Engine = create_engine(
            url,
            pool_size=most_connections,
            max_overflow=0,
            connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "oncall"},
        )
        event.listen(self.engine, "connect", _as_wanted)
        event.listen(self.engine, "checkout", _is_there)
        event.listen(self.engine, "checkin", self._come_back)
        self._is_closed = False

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """Open a transaction: all that is done in it is done at its end, or nothing is.

        Raises Unreachable where the database is gone, before or in the middle, or can't write.
        """
        try:
            with self.engine.begin() as tx:
                yield tx
        except (OperationalError, PoolTimeout) as error:
            raise _named(getattr(error, "orig", None))(_first_line(error)) from error
        except DBAPIError as error:
            # A standby that has not taken over yet can be read only.
            if error.connection_invalidated or isinstance(error.orig, ReadOnlySqlTransaction):
                raise Unreachable(_first_line(error)) from error
            raise

    def version(self) -> int:
        """Return the server's major version."""
        with self.begin() as tx:
            return int(tx.execute(text("show server_version_num")).scalar_one()) // 10000

    def close(self) -> None:
        """Give all connections back; one that a thread has still got, when it comes back."""
        self._is_closed = True
        self.engine.dispose()

    def _come_back(self, _connection: object, record: ConnectionPoolEntry) -> None:
        if self._is_closed:  # its pool is gone, and nobody else would close it
            record.invalidate()
        record.info["left"] = monotonic()


def _named(cause: object) -> type[Unreachable]:
    if isinstance(cause, DiskFull):
        return NoRoom
    return Collided if isinstance(cause, DeadlockDetected) else Unreachable


def _as_wanted(connection: object, _record: object) -> None:
    """Let the server speak UTC, whatever it was set up for, and keep all that it has prepared."""
    connection.prepared_max = STATEMENTS  # type: ignore[attr-defined]
    with connection.cursor() as cursor:  # type: ignore[attr-defined]
        cursor.execute("set timezone to 'UTC'")
    connection.commit()  # type: ignore[attr-defined]


def _is_there(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """Let the pool take another connection where the server has left this one.

    A server that ends says so, which is to be seen without asking. Only what has rested for long is
    asked: a network may have gone without a word, and a question costs as much as a short look-up.
    """
    left = record.info.get("left")
    if left is None:  # just made
        return
    said = select.poll()
    said.register(connection.fileno(), select.POLLIN)
    if not said.poll(0) and monotonic() - left < IDLE_SECONDS:
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        connection.rollback()
    except Error as error:
        raise DisconnectionError from error


def _first_line(error: BaseException) -> str:
    cause = getattr(error, "orig", None) or error
    return str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
