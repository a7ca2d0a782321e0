"""Connections that rest in the pool: one that the server has left is changed for another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

from tests.databases import run

if TYPE_CHECKING:
    from oncall.store.db import Database
    from web.embedded.server import Addresses

END_OTHERS = (
    "select pg_terminate_backend(pid, 10000) from pg_stat_activity "
    "where datname = current_database() and pid <> pg_backend_pid()"
)


def backend(database: Database) -> int:
    """The server's process behind the connection that the pool gives."""
    with database.begin() as tx:
        return int(tx.execute(text("select pg_backend_pid()")).scalar_one())


def test_one_that_the_server_has_ended_is_noticed_before_it_is_used(
    database: Database, urls: Addresses
) -> None:
    before = backend(database)
    run(urls.owner, END_OTHERS)
    assert backend(database) != before


def test_one_that_is_well_is_used_again(database: Database) -> None:
    assert backend(database) == backend(database)


def test_what_the_server_says_meanwhile_ends_no_connection(database: Database) -> None:
    with database.begin() as tx:
        before = tx.execute(text("select pg_backend_pid()")).scalar_one()
        tx.execute(text("listen somebody"))
    with database.begin() as tx:
        tx.execute(text("select pg_notify('somebody', 'something')"))
    with database.begin() as tx:
        tx.execute(text("unlisten somebody"))
        assert tx.execute(text("select pg_backend_pid()")).scalar_one() == before


def test_all_that_services_ask_stays_prepared_on_a_connection(database: Database) -> None:
    with database.begin() as tx:
        for _ in range(6):  # after five times it is prepared
            for number in range(200):
                tx.exec_driver_sql(f"select {number}")
        kept = tx.execute(text("select count(*) from pg_prepared_statements")).scalar_one()
    assert kept >= 200
