"""What transactions tell others when they are done: said on a channel, heard by who listens."""

from __future__ import annotations

from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Final, Self

import psycopg
from sqlalchemy import bindparam, func, select

from oncall.errors import Unreachable
from oncall.store.db import CONNECT_SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from sqlalchemy import Connection

    from oncall.store.db import Database

WORK: Final = "oncall_work"  # there is something for a worker
PAGING: Final = "oncall_paging"  # there is something for who pages people
DRAFT: Final = "oncall_draft"  # how a draft stands has changed; its number is what is said
SAID: Final = select(func.pg_notify(bindparam("channel"), bindparam("what")))
# Who only listens sends nothing, and would not notice that the other machine is gone.
HOW: Final[dict[str, Any]] = {
    "connect_timeout": CONNECT_SECONDS,
    "application_name": "oncall listening",
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}


def say(tx: Connection, channel: str, what: object = "") -> None:
    """Tell those who listen to a channel, once the transaction is done."""
    tx.execute(SAID, {"channel": channel, "what": str(what)})


class Ear:
    """Listens to a channel over a connection of its own.

    What is said while nobody listens is lost: listen, then look at the tables, then wait.
    """

    def __init__(self, database: Database, channel: str) -> None:
        self._address = _address(database)
        self._channel = channel
        self._connection: psycopg.Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def listen(self) -> bool:
        """Begin to listen, and tell whether nobody did before; raises Unreachable."""
        if self._connection is not None:
            return False
        try:
            self._connection = self._opened()
        except psycopg.OperationalError as error:
            raise Unreachable(_first_line(error)) from error
        return True

    def wait(self, seconds: float) -> tuple[str, ...]:
        """Return what is said within so many seconds, as soon as anything is.

        Raises Unreachable where the database is gone; after that it is to be listened anew.
        """
        if self.listen() or self._connection is None:
            return ()  # nobody knows what was said before
        try:
            heard = self._connection.notifies(timeout=seconds, stop_after=1)
            return tuple(each.payload for each in heard)
        except psycopg.OperationalError as error:
            self.close()
            raise Unreachable(_first_line(error)) from error

    def close(self) -> None:
        """Stop listening."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> psycopg.Connection:
        connection = psycopg.connect(self._address, autocommit=True, **HOW)
        connection.execute(f'listen "{self._channel}"')
        return connection


async def hear(database: Database, channel: str) -> AsyncGenerator[str | None]:
    """Yield None once it is listened to a channel, then what is said, without holding a thread.

    What was said before the None is lost: look at the tables then. Raises Unreachable where the
    database is gone.
    """
    opening = psycopg.AsyncConnection.connect(_address(database), autocommit=True, **HOW)
    try:
        async with await opening as connection:
            await connection.execute(f'listen "{channel}"')
            yield None
            async with aclosing(connection.notifies()) as said:
                async for each in said:
                    yield each.payload
    except psycopg.OperationalError as error:
        raise Unreachable(_first_line(error)) from error


def _address(database: Database) -> str:
    url = database.engine.url.set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def _first_line(error: psycopg.Error) -> str:
    return str(error).strip().partition("\n")[0]
