"""What hurts first among incidents: what nobody has, what is about to be late, what waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from oncall.incidents.incident import AHEAD, Clock, State

if TYPE_CHECKING:
    from oncall.incidents.incident import Incident

FAR: Final = datetime.max.replace(tzinfo=UTC)


class Need(IntEnum):
    """What an incident needs, the most pressing first."""

    MISSED = 0  # nobody has it, and a promise is broken
    NOBODY = 1  # nobody has it
    LATE = 2  # accepted, not begun, and the time to begin is over or nearly
    BEGIN = 3  # accepted, not begun
    WORKED = 4
    WAITS = 5  # for the customer
    PAUSED = 6
    PARKED = 7
    OVER = 8


@dataclass(frozen=True, slots=True)
class Running:
    """A promise that is not kept yet: when it falls due, and how many minutes are left.

    `spent` is the share of the time between the report and that instant that is over, 0 to 1.
    """

    clock: Clock
    due: datetime
    minutes: int  # rounded down; negative once it is broken
    spent: float


def need(incident: Incident, now: datetime) -> Need:
    """Return what an incident needs."""
    soonest = min((incident.clocks[clock] for clock in incident.running), default=FAR)
    if incident.waiting_since is not None:
        return Need.WAITS
    match incident.state:
        case State.REPORTED | State.PAGING:
            return Need.MISSED if soonest <= now else Need.NOBODY
        case State.ACCEPTED:
            return Need.LATE if soonest - AHEAD <= now else Need.BEGIN
        case State.WORKING:
            return Need.PAUSED if incident.paused else Need.WORKED
        case State.PARKED:
            return Need.PARKED
        case State.RESOLVED | State.MERGED:
            return Need.OVER


def running(incident: Incident, now: datetime) -> tuple[Running, ...]:
    """Return the promises that are still to be kept, the soonest first."""
    some = sorted((incident.clocks[clock], clock) for clock in incident.running)
    return tuple(
        Running(clock, due, int((due - now).total_seconds() // 60), _spent(incident, due, now))
        for due, clock in some
    )


def _spent(incident: Incident, due: datetime, now: datetime) -> float:
    whole = due - incident.reported_at
    return min(1.0, max(0.0, (now - incident.reported_at) / whole)) if whole else 1.0


def rank(incident: Incident, now: datetime) -> tuple[Need, datetime, int]:
    """Return by what incidents are ordered: the need, then what falls due first, then the newest.

    What hurts most stands first.
    """
    some = running(incident, now)
    return need(incident, now), some[0].due if some else FAR, -incident.id
