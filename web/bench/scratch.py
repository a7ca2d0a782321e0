"""What a server that is measured on is told before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

from web.embedded.server import ensure_running

if TYPE_CHECKING:
    from pathlib import Path


def analyse(home: Path) -> None:
    """Let the server count its rows, as it does by itself within a minute of large changes."""
    engine = create_engine(ensure_running(home).owner, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("analyze"))
    engine.dispose()
