"""Reports of whom nobody knows: many are few incidents, so that a flood wakes a manager seldom."""

from __future__ import annotations

from dataclasses import replace
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


# The incident of those who are over the limit, by its key.
FLOOD: Final = "flood "


class Stranger(NamedTuple):
    """An incident of somebody unknown: from which number or address, nothing for none, and when.

    With `is_flood` it is nobody's, but that of all who were over the limit.
    """

    incident: int
    source: str
    reported_at: datetime
    is_open: bool
    ladder: Ladder
    is_flood: bool = False


class Joined(NamedTuple):
    """The incident that a report becomes part of; with `is_over_limit` for there are too many.

    `incident` is None where that of those over the limit has still to be opened.
    """

    incident: int | None
    is_over_limit: bool


def is_stranger(report: Report) -> bool:
    """Tell whether a report is of somebody unknown, who may have forged where it comes from."""
    return report.joins and report.customer is None and report.intake in FORGEABLE


def source_of(report: Report) -> str:
    """Return by what somebody unknown is known again, a number or an address; nothing for none."""
    return report.phone or report.sender


def flood_of(report: Report, words: str, now: datetime) -> Report:
    """Return what the incident of all over the limit is about, which `report` is the first of."""
    key = f"{FLOOD}{report.key or now.isoformat()}"
    return replace(report, caller="", phone="", sender="", description=words, key=key)


def is_flood(report: Report) -> bool:
    """Tell whether an incident is that of all who were over the limit."""
    return (report.key or "").startswith(FLOOD)


def joined(
    latest: Sequence[Stranger], source: str, most: int, now: datetime, ladder: Ladder
) -> Joined | None:
    """Return the incident that a report of somebody unknown is part of; None where it is their own.

    `latest` are those of a team within COUNTED, the oldest first. One number or address is one
    incident for ten minutes, and nobody else's report is ever part of it. Who shows none can't be
    told from others, and is one more incident, as everybody is until there are `most` of them: what
    is over it is part of one that is nobody's. Only one that is open is joined, so that nothing is
    reported to an incident that nobody sees any more; and none that is heard later than `ladder`,
    the report's own, is joined or counts: a quiet afternoon holds back no call of the night.
    """
    latest = [each for each in latest if _is_heard(each, ladder, now)]
    own = [each for each in latest if not each.is_flood]
    since = now - timedelta(minutes=FLOOD_MINUTES)
    same = [each for each in own if each.is_open and source and each.source == source]
    if same and same[-1].reported_at >= since:
        return Joined(same[-1].incident, is_over_limit=False)
    if len(own) < most:
        return None
    floods = [each.incident for each in latest if each.is_flood and each.is_open]
    return Joined(floods[-1] if floods else None, is_over_limit=True)


def _is_heard(each: Stranger, ladder: Ladder, now: datetime) -> bool:
    return is_soon_enough(each.reported_at, each.ladder, ladder, now)
