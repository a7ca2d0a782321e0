"""When promises fall due whose clocks stood still while the customer was waited for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from oncall.incidents.due import clocks_of
from oncall.incidents.waiting import not_kept
from oncall.localtime import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from oncall.bought import Bought
    from oncall.clocks import Pauses
    from oncall.incidents.incident import Clock, Incident

    Count = Callable[[Pauses], dict[Clock, datetime]]


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
    counted = [(count(before), count(after)) for count in _counts(whole, incident.reported_at)]
    found = {}
    for clock in not_kept(incident):
        stood = incident.clocks[clock]
        mine = (now[clock] for then, now in counted if clock in now and then.get(clock) == stood)
        later = stood + (after[-1].end - since) if stood > since else stood
        found[clock] = min(mine, default=later)
    return found


def _counts(whole: Bought | None, reported: datetime) -> Iterable[Count]:
    """Yield how the clocks of a report run by what of a contract may have set them.

    That is its level, or standby.
    """
    if whole is not None:
        yield partial(clocks_of, whole.promises, whole.face, reported)
        if whole.standby is not None:
            yield partial(clocks_of, whole.standby.promises, whole.face, reported)
