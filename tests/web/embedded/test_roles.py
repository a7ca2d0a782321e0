"""The application's role uses the tables and can change none; nobody is a superuser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.web.embedded.asking import ask, connected

if TYPE_CHECKING:
    from collections.abc import Iterator

    from web.embedded.server import Addresses


@pytest.fixture(params=["oncall", "later"])
def database(shared: Addresses, request: pytest.FixtureRequest) -> Iterator[str]:
    """The database that is there from the beginning, and one that was made later."""
    name = str(request.param)
    if name == "later":
        ask(shared.owner, "create database later")
    ask(shared.owner, "create table duties (id bigserial, who text)", name)
    yield name
    ask(shared.owner, "drop table duties", name)
    if name == "later":
        ask(shared.owner, "drop database later")


def test_the_app_reads_and_writes_the_owners_tables(shared: Addresses, database: str) -> None:
    with connected(shared.app, database) as app:
        app.execute("insert into duties (who) values ('Ada'), ('Bob')")
        app.execute("update duties set who = 'Eve' where who = 'Bob'")
        app.execute("delete from duties where who = 'Ada'")
        assert app.execute("select who from duties").fetchall() == [("Eve",)]


@pytest.mark.parametrize(
    "statement",
    [
        "create table own ()",
        "create schema own",
        "create database own",
        "create role own",
        "drop table duties",
        "truncate duties",
        "alter table duties add column more text",
        "alter table duties disable trigger all",
        "create trigger own after insert on duties execute function f()",
        "alter sequence duties_id_seq restart",
        "alter table duties owner to oncall",
        "set role oncall_owner",
        "alter system set fsync = off",
        "copy duties to program 'cat'",
    ],
)
def test_the_app_can_not(shared: Addresses, database: str, statement: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(shared.app, statement, database)


def test_the_owner_may_end_a_database_that_the_app_is_using(shared: Addresses) -> None:
    ask(shared.owner, "create database used")
    with connected(shared.app, "used"):
        ask(shared.owner, "drop database used with (force)")
    left = "select count(*) from pg_database where datname = 'used'"
    assert ask(shared.owner, left) == 0


def test_the_owner_is_no_superuser(shared: Addresses) -> None:
    for statement in ("alter system set fsync = off", "create role own superuser"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            ask(shared.owner, statement)


def test_the_superuser_can_not_connect(shared: Addresses) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        ask(shared.owner.replace("oncall_owner@", "postgres@"), "select 1")
