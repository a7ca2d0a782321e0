"""Who wants no texts any more, or wants them again: their own word, whoever entered the number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.incidents.replies import Wish
from oncall.services.gathering import facts_in
from oncall.store import reaches

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.store.db import Database, Tx

SMS = "sms"


def wish_in(database: Database, tx: Tx, address: str, wished: Wish, now: datetime) -> None:
    """Write that texts to a number are forbidden, or allowed again, for all who have it."""
    of_sheet = {p.id for p in facts_in(database, tx).people.values() if p.phone == address}
    for person in sorted(of_sheet | {row.person for row in reaches.at(tx, SMS, address)}):
        way = reaches.ensure(tx, person, SMS, address, now)
        reaches.change(tx, way, opted_out_at=now if wished is Wish.STOP else None)
