"""A database whose users die between any two statements, or find it gone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import event

from oncall.errors import Unreachable
from oncall.store.db import Database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from sqlalchemy import Connection


class Killed(BaseException):
    """The process is no more: nothing catches that."""


class Mortal(Database):
    """Kills its user with a chance before each statement and after each commit, while it may."""

    def __init__(self, url: str, dice: Random, chance: float) -> None:
        super().__init__(url, most_connections=10)
        self.dice = dice
        self.chance = chance
        self.is_armed = False
        self.is_gone = False
        event.listen(self.engine, "before_cursor_execute", lambda *_: self.may_die())

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a transaction, unless the database is gone; it may be gone in the middle too."""
        if self.is_gone:
            raise Unreachable("gone")
        with super().begin() as tx:
            yield tx
        self.may_die()

    def may_die(self) -> None:
        """Die, or not."""
        if self.is_armed and self.dice.random() < self.chance:
            raise Killed
