"""Reports of whom nobody knows: many are few incidents, so that a flood wakes a manager seldom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from oncall.incidents.loudness import is_soon_enough
from oncall.incidents.report import FLOOD_MINUTES, Intake

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oncall.incidents.ladder import Ladder
    from oncall.incidents.report import Report

# The incidents of so long count for the limit.
COUNTED: Final = timedelta(hours=1)
# A number can be forged, and so can who a mail is from; a program has signed.
FORGEABLE: Final = frozenset({Intake.HOTLINE, Intake.SMS, Intake.EMAIL})


class Stranger(NamedTuple):
    """An incident of somebody unknown: from which number, nothing for none, and when."""

    incident: int
    phone: str
    reported_at: datetime
    is_open: bool
    ladder: Ladder


class Joined(NamedTuple):
    """The incident that a report becomes part of; with `is_over_limit` for there are too many."""

    incident: int
    is_over_limit: bool


def is_stranger(report: Report) -> bool:
    """Tell whether a report is of somebody unknown, who may have forged where it comes from."""
    return report.joins and report.customer is None and report.intake in FORGEABLE


def joined(
    latest: Sequence[Stranger], phone: str, most: int, now: datetime, ladder: Ladder
) -> Joined | None:
    """Return the incident that a report of somebody unknown is part of; None where it is a new one.

    `latest` are those of a team within COUNTED, the oldest first. One number is one incident for
    ten minutes. Who shows none can't be told from others, and is one more incident, as everybody is
    until there are `most` of them: what is over it joins the newest. Only one that is open is
    joined, so that nothing is reported to an incident that nobody sees any more; and none that is
    heard later than `ladder`, the report's own, is joined or counts: a quiet afternoon holds back
    no call of the night.
    """
    latest = [each for each in latest if _is_heard(each, ladder, now)]
    open_ones = [each for each in latest if each.is_open]
    since = now - timedelta(minutes=FLOOD_MINUTES)
    same = [each for each in open_ones if phone and each.phone == phone]
    if same and same[-1].reported_at >= since:
        return Joined(same[-1].incident, is_over_limit=False)
    if len(latest) >= most and open_ones:
        return Joined(open_ones[-1].incident, is_over_limit=True)
    return None


def _is_heard(each: Stranger, ladder: Ladder, now: datetime) -> bool:
    return is_soon_enough(each.reported_at, each.ladder, ladder, now)
