"""A database whose users die between any two statements, or find it gone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text

from oncall.errors import Unreachable
from oncall.store.db import Database

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from sqlalchemy import Connection, Row


class Killed(BaseException):
    """The process is no more: nothing catches that."""


class Mortal(Database):
    """Kills its user with a chance before each statement and after each commit, while it may.

    `said` is true once anybody was told of something, as those who wait for it would hear.
    """

    def __init__(self, url: str, dice: Random, chance: float) -> None:
        super().__init__(url, most_connections=10)
        # Connections are never lost here: to ask each before it is used would be a sixth of all.
        self.engine = create_engine(
            url, pool_size=10, max_overflow=0, connect_args={"options": "-c timezone=UTC"}
        )
        self.dice = dice
        self.chance = chance
        self.is_armed = self.is_gone = self.said = False
        event.listen(self.engine, "before_cursor_execute", self._before)
        # For those who look on: no transaction, and nobody dies.
        self._onlooker = create_engine(url, isolation_level="AUTOCOMMIT").connect()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction, unless the database is gone; it may be gone in the middle too."""
        if self.is_gone:
            raise Unreachable("gone")
        with super().begin() as tx:
            yield tx
        self.may_die()

    def look(self, statement: str, **values: Any) -> Sequence[Row[Any]]:
        """Return rows as they are, for whoever checks."""
        return self._onlooker.execute(text(statement), values).all()

    def close(self) -> None:
        """Give all connections back."""
        self._onlooker.close()
        self._onlooker.engine.dispose()
        super().close()

    def may_die(self) -> None:
        """Die, or not."""
        if self.is_armed and self.dice.random() < self.chance:
            raise Killed

    def _before(self, _tx: object, _cursor: object, statement: str, *_: object) -> None:
        self.said |= "pg_notify" in statement
        self.may_die()
