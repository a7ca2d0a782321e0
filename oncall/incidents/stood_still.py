"""When promises fall due whose clocks stood still while the customer was waited for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.clocks import NeverDue, due
from oncall.hotline.due import KEPT_BY
from oncall.incidents.waiting import not_kept
from oncall.localtime import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from oncall.bought import Bought
    from oncall.faces import Face
    from oncall.incidents.incident import Clock, Incident
    from oncall.promises import Promise


def moved(
    incident: Incident, past: Sequence[Span], whole: Bought | None, at: datetime
) -> dict[Clock, datetime]:
    """Return when each clock that is not kept falls due if the waiting ends at an instant.

    `past` are the pauses before. A clock that stands where the contract's promises put it goes on
    as the contract counts; any other, and all without a contract (`whole`), are those of standby's
    terms, which count all time: they move by what was waited. What was due before stays.
    """
    since = incident.waiting_since
    if since is None:
        return {}
    before, after = tuple(past), (*past, Span(since, max(since, at)))
    found = {}
    for clock in not_kept(incident):
        stood = incident.clocks[clock]
        counted = (
            _due(clock, promises, whole.face, incident.reported_at, after)
            for promises in _offers(whole)
            if whole and _due(clock, promises, whole.face, incident.reported_at, before) == stood
        )
        later = stood + (after[-1].end - since) if stood > since else stood
        found[clock] = min((each for each in counted if each), default=later)
    return found


def _offers(whole: Bought | None) -> Iterable[tuple[Promise, ...]]:
    """Yield what of a contract may have set the clocks: its level, and standby."""
    if whole is not None:
        yield whole.promises
        if whole.standby is not None:
            yield whole.standby.promises


def _due(
    clock: Clock,
    promises: tuple[Promise, ...],
    face: Face,
    reported: datetime,
    pauses: tuple[Span, ...],
) -> datetime | None:
    """Return when the earliest of the promises of a clock falls due; None where there is none."""
    mine = (each for each in promises if KEPT_BY.get(each.kept_by) is clock)
    try:
        return min((due(reported, each, face, pauses) for each in mine), default=None)
    except NeverDue:
        return None
