"""Which open incident a report is one more of: a flood is one, but nothing loud hides in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from oncall.hotline.strangers import COUNTED, is_stranger, joined, source_of
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


class Place(NamedTuple):
    """Where a report belongs: to `kept`, which is locked, or to an incident that is new.

    With `is_flood` the new one is that of all unknown callers who are over the limit.
    """

    kept: Kept | None
    is_flood: bool = False


def place_of(tx: Tx, coming: Coming) -> Place:
    """Return where a report belongs.

    It is never heard later than a new incident would be, nor less severe.
    """
    report = coming.report
    if report.joins and report.customer is not None:
        return Place(_of_customer(tx, coming))
    if coming.strangers is not None and is_stranger(report):
        return _of_strangers(tx, coming, coming.strangers)
    return Place(None)


def tell_of_flood(tx: Tx, kept: Kept, coming: Coming) -> None:
    """Tell the planners, once, that reports are gathered in an incident."""
    about = {"number": kept.number, "most": coming.strangers}
    flood = Message(f"flood {kept.number}", "flood", kept.report.team, None, about)
    messages.tell(tx, [flood], coming.now)


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


def _of_strangers(tx: Tx, coming: Coming, most: int) -> Place:
    """Return where a report of somebody unknown belongs."""
    report, now = coming.report, coming.now
    latest = stranger_rows.of_strangers(tx, report.team, now - COUNTED)
    found = joined(latest, source_of(report), most, now, coming.ladder)
    if found is None:
        return Place(None)
    kept = store.locked(tx, found.incident) if found.incident is not None else None
    is_live = kept is not None and takes(kept.incident, coming.ladder, now)
    return Place(kept if is_live else None, found.is_over_limit)
