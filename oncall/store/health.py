"""What a database says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def clock(tx: Connection) -> datetime:
    """Return the time by the database's own clock."""
    found: datetime = tx.execute(text("select clock_timestamp()")).scalar_one()
    return found
