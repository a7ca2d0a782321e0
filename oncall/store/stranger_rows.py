"""Reports that may belong together: taken one after the other, and those of whom nobody knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from oncall.hotline.strangers import FORGEABLE, Stranger
from oncall.store.incidents import OPEN
from oncall.store.tables import incidents

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from oncall.incidents.report import Report

C: Final = incidents.c


def one_at_a_time(tx: Connection, report: Report) -> None:
    """Let nobody else take a report that this one may belong together with, before the end."""
    whose = f"report {report.team} {report.customer or ''}"
    tx.execute(select(func.pg_advisory_xact_lock(func.hashtext(whose))))


def of_strangers(tx: Connection, team: str, since: datetime) -> list[Stranger]:
    """Return a team's incidents of unknown callers since an instant, the oldest first."""
    mine = (C.team == team) & C.customer.is_(None) & (C.reported_at >= since)
    mine &= C.intake.in_([each.value for each in FORGEABLE])
    found = select(C.id, C.phone, C.reported_at, OPEN).where(mine)
    return [Stranger(*row) for row in tx.execute(found.order_by(C.reported_at, C.id))]
