"""Which open incident a report is one more of: a flood is one, but nothing loud hides in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from oncall.hotline.strangers import COUNTED, is_stranger, joined
from oncall.incidents.loudness import is_as_severe, takes
from oncall.incidents.report import FLOOD_MINUTES
from oncall.store import incidents as store
from oncall.store import messages, stranger_rows
from oncall.store.messages import Message

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.incidents.ladder import Ladder
    from oncall.incidents.report import Report
    from oncall.store.db import Tx
    from oncall.store.incidents import Kept


class Coming(NamedTuple):
    """A report that comes in: the ladder that it would have, and how many of strangers there are.

    `strangers` is as in `intake.Terms`.
    """

    report: Report
    ladder: Ladder
    strangers: int | None
    now: datetime


def open_of(tx: Tx, coming: Coming) -> Kept | None:
    """Return the incident of which this is one more report, locked, if there is one.

    It is never heard later than a new one would be, nor less severe.
    """
    report = coming.report
    if report.joins and report.customer is not None:
        return _of_customer(tx, coming)
    if coming.strangers is not None and is_stranger(report):
        return _of_strangers(tx, coming, coming.strangers)
    return None


def _of_customer(tx: Tx, coming: Coming) -> Kept | None:
    since = coming.now - timedelta(minutes=FLOOD_MINUTES)
    for each in store.joinable(tx, coming.report, since):
        if _fits(each, coming):
            kept = store.locked(tx, each.incident.id)
            if kept is not None and _fits(kept, coming):  # it may have ended meanwhile
                return kept
    return None


def _fits(kept: Kept, coming: Coming) -> bool:
    is_as_bad = is_as_severe(kept.report.severity, coming.report.severity)
    return is_as_bad and takes(kept.incident, coming.ladder, coming.now)


def _of_strangers(tx: Tx, coming: Coming, most: int) -> Kept | None:
    """Return the incident that a report of somebody unknown joins; planners are told of a flood."""
    report, now = coming.report, coming.now
    latest = stranger_rows.of_strangers(tx, report.team, now - COUNTED)
    found = joined(latest, report.phone, most, now, coming.ladder)
    kept = store.locked(tx, found.incident) if found else None
    if found is None or kept is None or not takes(kept.incident, coming.ladder, now):
        return None
    if found.is_over_limit:
        about = {"number": kept.number, "most": most}
        flood = Message(f"flood {kept.number}", "flood", report.team, None, about)
        messages.tell(tx, [flood], now)
    return kept
