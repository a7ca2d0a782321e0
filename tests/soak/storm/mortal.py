"""A database whose users die between any two statements, or find it gone."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import create_engine, event, text

from oncall.errors import Unreachable
from oncall.store.db import Database

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from sqlalchemy import Connection, Row

    from web.embedded.server import Addresses


# Nothing here outlives its process, so nobody waits for a disk; plans of a millisecond's
# statement are not compiled.
OPTIONS: Final = "-c timezone=UTC -c synchronous_commit=off -c jit=off"
STATEMENTS: Final = 1000  # that a connection keeps prepared; the services have some 200
RANK: Final = """
create function rank_of(state text) returns int immutable language sql as $$ select case state
  when 'accepted' then 1 when 'answered' then 2 when 'delivered' then 3 when 'failed' then 3
  when 'withdrawn' then 3 else 0 end $$"""
# Whatever writes, no state goes back (S7), not even for a moment.
WATCH: Final = (
    "create table went_back (what text, was text, became text)",
    "grant insert on went_back to oncall",
    RANK,
    """create function note_page() returns trigger language plpgsql as $$ begin
    insert into went_back values (old.key, old.state, new.state); return null; end $$""",
    """create function note_attempt() returns trigger language plpgsql as $$ begin
    insert into went_back values (old.id, old.rank, new.rank); return null; end $$""",
    """create trigger pages_go_on after update of state on pages for each row
    when (rank_of(new.state) < rank_of(old.state)) execute function note_page()""",
    """create trigger attempts_go_on after update of rank on attempts for each row
    when (new.rank < old.rank) execute function note_attempt()""",
)
OVER: Final = (
    "update pages set state = 'withdrawn' where state = 'pending'",
    """update incidents set state = 'resolved', due_at = null
    where state not in ('resolved', 'merged')""",
)


class Killed(BaseException):
    """The process is no more: nothing catches that."""


class Mortal(Database):
    """Kills its user with a chance before each statement and after each commit, while it may.

    `said` is true once anybody was told of something, as those who wait for it would hear.
    """

    def __init__(self, urls: Addresses, dice: Random, chance: float) -> None:
        super().__init__(urls.app, most_connections=10)
        # Connections are never lost here: to ask each before it is used would be a sixth of all.
        self.engine = create_engine(
            urls.app, pool_size=10, max_overflow=0, connect_args={"options": OPTIONS}
        )
        event.listen(self.engine, "connect", _remember_statements)
        self.dice = dice
        self.chance = chance
        self.is_armed = self.is_gone = self.said = False
        event.listen(self.engine, "before_cursor_execute", self._before)
        # For those who look on: no transaction, and nobody dies.
        self._onlooker = create_engine(urls.owner, isolation_level="AUTOCOMMIT").connect()
        for statement in WATCH:
            self._onlooker.execute(text(statement))

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

    def tidy_up(self) -> None:
        """End what is open, and do what a server does for itself that has been up for weeks."""
        for statement in (*OVER, "vacuum analyze"):
            self._onlooker.execute(text(statement))

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


def _remember_statements(connection: Any, _record: object) -> None:
    connection.prepare_threshold, connection.prepared_max = 2, STATEMENTS
