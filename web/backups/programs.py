"""PostgreSQL's own programs, led to a database without a password on any command line."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from psycopg import Connection
from psycopg.conninfo import make_conninfo

from oncall.errors import Unusable
from web.embedded.binaries import ENVIRONMENT, binary

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oncall.store.db import Database

# Not ours to hand on: what psycopg itself asked for, and what only helps to find a mistake.
LEFT_OUT: Final = frozenset({"client_encoding", "fallback_application_name"})


class ProgramError(Unusable):
    """A program of PostgreSQL gave up: in its words, with a cure."""


@dataclass(frozen=True)
class Address:
    """Where a database is, as libpq has found out; the password is in the environment alone."""

    conninfo: str
    environment: Mapping[str, str]


def address_of(database: Database) -> Address:
    """Return where a database that answers is; raises Unreachable where it does not.

    libpq is asked, for part of an address may come from its own variables and files.
    """
    with database.begin() as tx:
        connection = tx.connection.driver_connection
        assert isinstance(connection, Connection)  # noqa: S101 - the only driver there is
        options = connection.pgconn.info
        password = connection.info.password
    shown = {
        option.keyword.decode(): option.val.decode()
        for option in options
        if option.val and not option.dispchar
    }
    words = {keyword: value for keyword, value in shown.items() if keyword not in LEFT_OUT}
    secret = {"PGPASSWORD": password} if password else {}
    return Address(make_conninfo("", **words), {**ENVIRONMENT, **secret})


def run(program: str, *words: str, at: Address | None = None) -> str:
    """Run a program to its end and return what it wrote; raises ProgramError with its words."""
    where = [f"--dbname={at.conninfo}", "--no-password"] if at else []
    done = subprocess.run(  # noqa: S603 - our own command line
        [str(binary(program)), *where, *words],
        env=at.environment if at else ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        restore_signals=False,  # a file that may not grow is an error to tell, not a death
        check=False,
    )
    if done.returncode != 0:
        raise ProgramError(f"{program} has failed: {last_words(done.stderr, done.returncode)}")
    return done.stdout.decode(errors="replace")


def last_words(said: bytes, code: int) -> str:
    """Return what a program said of why it failed, or that it said nothing."""
    lines = said.decode(errors="replace").strip().splitlines()
    grave = [line for line in lines if "error:" in line.lower() or "fatal:" in line.lower()]
    if not (grave or lines):
        return f"it was ended by signal {-code}" if code < 0 else f"it ended with {code}"
    first = (grave or lines)[0]
    return first.partition("rror:")[2].strip() or first
