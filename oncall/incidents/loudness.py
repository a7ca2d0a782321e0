"""How soon a ladder is heard: no report may become part of what is heard later than its own."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents.incident import State
from oncall.incidents.ladder import Channel
from oncall.incidents.report import Severity

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.incidents.incident import Incident
    from oncall.incidents.ladder import Ladder

NEVER: Final = timedelta(days=36_500)
SEVEREST: Final = tuple(Severity)


def first_loud(ladder: Ladder) -> timedelta:
    """Return after how long a ladder calls somebody for the first time; NEVER if it only writes."""
    last = ladder.last_resort
    times = [rung.after for rung in ladder.rungs if Channel.VOICE in rung.channels]
    if Channel.VOICE in last.channels:
        times.append((ladder.rounds - 1) * ladder.every + last.after)
    return min(times, default=NEVER)


def is_soon_enough(reported_at: datetime, kept: Ladder, wanted: Ladder, now: datetime) -> bool:
    """Tell whether a ladder since `reported_at` is heard no later than another one from `now` on.

    Clocks of two machines differ a little: what is reported already was not reported after this.
    """
    return reported_at + first_loud(kept) <= max(now, reported_at) + first_loud(wanted)


def takes(kept: Incident, wanted: Ladder, now: datetime) -> bool:
    """Tell whether a report whose own ladder would be `wanted` may be one more of an incident.

    Not of one that is over, or put aside with an owner, for nobody is called about that.
    """
    is_live = kept.state.is_open and kept.state is not State.PARKED
    return is_live and is_soon_enough(kept.reported_at, kept.ladder, wanted, now)


def is_as_severe(kept: Severity, than: Severity) -> bool:
    """Tell whether a severity is at least as bad as another."""
    return SEVEREST.index(kept) <= SEVEREST.index(than)
