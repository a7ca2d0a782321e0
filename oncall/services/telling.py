"""What people are to be told, as it waits to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.services.gathering import team_named
from oncall.store import messages as store
from oncall.store import sheets

if TYPE_CHECKING:
    from oncall.store.db import Database
    from oncall.store.messages import Message


def messages(database: Database, team: str, kind: str | None = None) -> list[Message]:
    """Return the messages of a team, oldest first; raises BadInput for an unknown team."""
    with database.begin() as tx:
        team_named(sheets.read_facts(tx), team)
        return store.told(tx, team, kind)
