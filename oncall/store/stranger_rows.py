"""Reports that may belong together: taken one after the other, and those of whom nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import bindparam, func, select

from oncall.hotline.strangers import FORGEABLE, Stranger, is_flood, source_of
from oncall.incidents.incident import State
from oncall.store.incident_rows import COLUMNS
from oncall.store.incidents import kept
from oncall.store.tables import incidents

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from oncall.incidents.report import Report
    from oncall.store.incidents import Kept

C: Final = incidents.c
ALONE: Final = select(func.pg_advisory_xact_lock(func.hashtext(bindparam("whose"))))


def one_at_a_time(tx: Connection, report: Report) -> None:
    """Let nobody else take a report that this one may belong together with, before the end."""
    whose = f"report {report.team} {report.customer or ''}"
    tx.execute(ALONE, {"whose": whose})


def of_strangers(tx: Connection, team: str, since: datetime) -> list[Stranger]:
    """Return a team's incidents of unknown callers since an instant, the oldest first."""
    mine = (C.team == team) & C.customer.is_(None) & (C.reported_at >= since)
    mine &= C.intake.in_([each.value for each in FORGEABLE])
    found = select(*COLUMNS).where(mine).order_by(C.reported_at, C.id)
    return [_stranger(kept(row)) for row in tx.execute(found)]


def _stranger(each: Kept) -> Stranger:
    incident = each.incident
    # What was put aside with an owner takes no further report: nobody is called about it.
    is_open = incident.state.is_open and incident.state is not State.PARKED
    return Stranger(
        incident.id,
        source_of(each.report),
        incident.reported_at,
        is_open,
        incident.ladder,
        is_flood(each.report),
    )
