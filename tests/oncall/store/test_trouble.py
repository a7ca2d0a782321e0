"""A database that is gone, goes away, or can't write: a sentence, nothing changed, and on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from psycopg.errors import DiskFull
from sqlalchemy import make_url, text
from sqlalchemy.exc import OperationalError

from oncall.errors import NoRoom, Unreachable
from oncall.store.audit import Line, lines, note
from oncall.store.db import Database
from tests.databases import run
from tests.oncall.store.rows import december

if TYPE_CHECKING:
    from web.embedded.server import Addresses

LINE = Line(december(7), "ada", "publish", "neckar")
GONE = "postgresql+psycopg://nobody@127.0.0.1:1/none"


def end_sessions(urls: Addresses) -> None:
    """End all sessions of the daily role, as a restart of the server would."""
    run(
        urls.owner,
        "select pg_terminate_backend(pid, 9999) from pg_stat_activity "
        "where usename = 'oncall' and datname = current_database()",
    )


def count(database: Database) -> int:
    with database.begin() as tx:
        return len(lines(tx))


def test_a_server_that_is_not_there_is_a_sentence_with_its_cure() -> None:
    database = Database(GONE)
    with pytest.raises(Unreachable, match=r"Connection refused.*nothing was changed.*PostgreSQL"):
        count(database)


def noted(urls: Addresses, database: Database, *, and_more: bool) -> None:
    """Write a line, lose the server, and go on: with another line, or to the commit at once."""
    with database.begin() as tx:
        note(tx, LINE)
        end_sessions(urls)
        if and_more:
            note(tx, LINE)


@pytest.mark.parametrize("and_more", [True, False])
def test_what_was_begun_when_the_server_went_away_is_not_done_and_the_next_call_works(
    urls: Addresses, database: Database, and_more: bool
) -> None:
    with pytest.raises(Unreachable, match="nothing was changed"):
        noted(urls, database, and_more=and_more)
    assert count(database) == 0


def test_connections_that_died_while_nobody_looked_are_not_noticed(
    urls: Addresses, database: Database
) -> None:
    with database.begin() as tx:
        note(tx, LINE)
    end_sessions(urls)
    with database.begin() as tx:
        note(tx, LINE)
    assert count(database) == 2


def test_a_database_that_may_only_be_read_is_said_to_be_unreachable(
    urls: Addresses, database: Database
) -> None:
    run(
        urls.owner,
        f"alter database {make_url(urls.owner).database} set default_transaction_read_only = on",
    )
    with pytest.raises(Unreachable, match="read-only"), database.begin() as tx:
        note(tx, LINE)


def test_a_full_disk_is_told_from_a_server_that_is_gone(database: Database) -> None:
    full = OperationalError("insert", {}, DiskFull("could not extend file: No space left"))
    with pytest.raises(NoRoom, match=r"disk is full.*No space.*nothing was"), database.begin():
        raise full


def test_a_mistake_of_ours_is_not_called_trouble_of_the_database(database: Database) -> None:
    with pytest.raises(Exception, match="no_such_table"), database.begin() as tx:
        tx.execute(text("select from no_such_table"))


def test_a_connection_that_comes_back_after_the_end_is_closed(urls: Addresses) -> None:
    database = Database(urls.app)
    with database.begin() as tx:
        used = tx.connection.dbapi_connection
        database.close()
    assert used is not None
    assert used.closed
