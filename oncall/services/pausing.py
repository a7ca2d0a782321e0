"""What a contract says of waiting for the customer, and when its clocks fall due after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall import catalogue
from oncall.accepting import known
from oncall.incidents.stood_still import moved as moved_by
from oncall.incidents.waiting import waited
from oncall.services.gathering import facts_in
from oncall.store import incidents as store

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.folder.facts import Folder
    from oncall.incidents.incident import Clock
    from oncall.incidents.report import Report
    from oncall.store.db import Database, Tx
    from oncall.store.incidents import Kept


def may_wait(folder: Folder, report: Report) -> bool:
    """Tell whether clocks may pause under the contract of a report; never without one."""
    contract = folder.contracts.get(report.contract or "")
    return contract is not None and contract.pauses


def moved(database: Database, tx: Tx, kept: Kept, now: datetime) -> dict[Clock, datetime]:
    """Return when the clocks of an incident fall due if the waiting ends now.

    There are none where nobody waits.
    """
    if kept.incident.waiting_since is None:
        return {}
    contract = facts_in(database, tx).contracts.get(kept.report.contract or "")
    whole = known(contract, catalogue.load()) if contract else None
    *past, _ = waited(store.events(tx, kept.incident.id), now)
    return moved_by(kept.incident, past, whole, now)
