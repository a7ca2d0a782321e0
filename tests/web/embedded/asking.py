"""Statements said to an embedded database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
from sqlalchemy import make_url

from web.embedded.place import Place
from web.embedded.postmaster import running

if TYPE_CHECKING:
    from pathlib import Path


def connected(url: str, database: str | None = None) -> psycopg.Connection[Any]:
    """Connect, each statement being a transaction of its own."""
    parts = make_url(url)
    return psycopg.connect(
        host=str(parts.query["host"]),
        user=parts.username,
        dbname=database or parts.database,
        autocommit=True,
    )


def ask(url: str, statement: str, database: str | None = None) -> Any:
    """Return the one value that a statement returns, if it returns any."""
    with connected(url, database) as connection:
        found = connection.execute(statement)  # type: ignore[call-overload]
        return found.fetchone()[0] if found.description else None


def server_of(home: Path) -> int:
    """Return the number of the server's process, which must run."""
    pid = running(Place.of(home))
    assert pid
    return pid
