"""Which incident somebody means who writes a ticket number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.store import incidents as store

if TYPE_CHECKING:
    from oncall.contracts import Customer
    from oncall.store.db import Database
    from oncall.store.incidents import Kept


def named(database: Database, body: str, customer: Customer | None) -> Kept | None:
    """Return the open incident of a customer whose ticket number a text names."""
    if customer is None:
        return None
    some = named_by_any(database, body)
    return next((each for each in some if each.report.customer == customer.id), None)


def named_by_any(database: Database, body: str) -> list[Kept]:
    """Return the open incidents, whosever they are, whose ticket numbers a text names."""
    words = dict.fromkeys(word.strip(".,:;#!?()").upper() for word in body.split())
    with database.begin() as tx:
        found = [store.get(tx, word) for word in words if any(map(str.isdigit, word))]
    return [each for each in found if each and each.incident.state.is_open]
