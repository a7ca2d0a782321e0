"""When what was promised of an incident falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from oncall.clocks import NeverDue, due, due_term
from oncall.incidents.incident import Clock
from oncall.promises import Counting, Event, Minutes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oncall.clocks import Pauses
    from oncall.faces import Face
    from oncall.promises import Promise

# A specialist calls back within so many minutes of the hours, where a contract says nothing else
# (DOMAIN, seed 002).
CALLBACK: Final = Minutes(120, Counting.SUPPORT)
KEPT_BY: Final = {
    Event.ACCEPTANCE: Clock.RESPONSE,
    Event.CALLBACK: Clock.RESPONSE,
    Event.START: Clock.ACTION,
}


def clocks_of(
    promises: Iterable[Promise], face: Face, reported: datetime, pauses: Pauses = ()
) -> dict[Clock, datetime]:
    """Return when what is promised falls due, the earliest where a clock is named twice.

    Promises that never fall due, for no hours ever open, are left out.
    """
    found: dict[Clock, datetime] = {}
    for each in promises:
        clock = KEPT_BY.get(each.kept_by)
        if clock is None:
            continue
        try:
            at = due(reported, each, face, pauses)
        except NeverDue:
            continue
        found[clock] = min(at, found.get(clock, at))
    return found


def callback(face: Face, now: datetime) -> dict[Clock, datetime]:
    """Return when a call back falls due where nothing else was agreed."""
    try:
        return {Clock.RESPONSE: due_term(now, CALLBACK, face)}
    except NeverDue:
        return {}
