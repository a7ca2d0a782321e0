"""An incident: how it stands, and when something has to be done next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from oncall.incidents.ladder import Ladder

# How long before it falls due a clock is warned of.
AHEAD: Final = timedelta(minutes=5)


class State(StrEnum):
    """How far it is. Whoever accepted, works or has it parked is its only holder."""

    REPORTED = "reported"
    PAGING = "paging"
    ACCEPTED = "accepted"
    WORKING = "working"
    PARKED = "parked"
    RESOLVED = "resolved"
    MERGED = "merged"

    @property
    def is_open(self) -> bool:
        """True until it is resolved or has become part of another."""
        return self not in {State.RESOLVED, State.MERGED}

    @property
    def climbs(self) -> bool:
        """True while the ladder is climbed, for nobody has it."""
        return self in {State.REPORTED, State.PAGING}


class Clock(StrEnum):
    """A promise that runs from the report."""

    RESPONSE = "response"  # until somebody accepts
    ACTION = "action"  # until somebody works on it


@dataclass(frozen=True, slots=True)
class Incident:
    """How an incident stands.

    `rung` is the next of round `round` to fire, at `rung_at`, both counted from 0; `paged` are
    those whom the rungs of the instant before were for and who have not declined. `clocks` has when
    each promise falls due, `kept` those that run no more, `warned` and `breached` which were told
    of. `act_by` is when the holder is asked. `refused` have declined, can't be reached or gave it
    back: the rest of a round is without them. While `waiting_since` is set the customer is waited
    for, and no clock runs, nor that by which the holder is asked.
    """

    id: int
    team: str
    ladder: Ladder
    reported_at: datetime
    rung_at: datetime
    clocks: Mapping[Clock, datetime]
    act_within: timedelta  # from acceptance to the start of work, where the clock has run out
    state: State = State.REPORTED
    version: int = 0
    round: int = 0
    rung: int = 0
    paged: frozenset[str] = frozenset()
    holder: str | None = None
    offered_to: str | None = None
    act_by: datetime | None = None
    asked: bool = False
    paused: bool = False
    parked_until: datetime | None = None
    warned: frozenset[Clock] = frozenset()
    breached: frozenset[Clock] = frozenset()
    kept: frozenset[Clock] = frozenset()
    merged_into: int | None = None
    refused: frozenset[str] = frozenset()
    waiting_since: datetime | None = None

    @property
    def running(self) -> tuple[Clock, ...]:
        """The promises that are not kept yet, and whose clocks don't stand still.

        What we put aside was promised all the same.
        """
        waits = self.state.climbs or self.state in {State.ACCEPTED, State.PARKED}
        runs = waits and self.waiting_since is None
        return tuple(clock for clock in self.clocks if runs and clock not in self.kept)

    @property
    def due_at(self) -> datetime | None:
        """When something has to be done next; None where a person has it, or it is over."""
        return min(self._due(), default=None)

    def _due(self) -> Iterable[datetime]:
        if self.state.climbs:
            yield self.rung_at
        elif self.state is State.ACCEPTED and self.act_by and self.waiting_since is None:
            yield self.act_by
        elif self.state is State.PARKED and self.parked_until:
            yield self.parked_until
        for clock in self.running:
            if clock not in self.warned:
                yield self.clocks[clock] - AHEAD
            elif clock not in self.breached:
                yield self.clocks[clock]
