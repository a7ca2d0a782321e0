"""A database in which nothing stays: to see what a change would bring before it is made."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from oncall.store.db import Database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.store.db import Tx


class Rehearsal(Database):
    """The same database; whatever is done in a transaction is undone at its end."""

    def __init__(self, database: Database) -> None:
        self.url = database.url
        self.engine = database.engine

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """Open a transaction that ends as if it had never been."""
        with super().begin() as tx:
            yield tx
            tx.rollback()
