"""An incident: how it stands, folded from its events, and when something has to be done next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from oncall.incidents.events import Event, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from oncall.incidents.ladder import Ladder

# How long before it falls due a clock is warned of.
AHEAD: Final = timedelta(minutes=5)
# Whoever accepted has so long to begin, and so long to answer when asked.
PATIENCE: Final = timedelta(minutes=5)


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
        """The promises that are not kept yet, and whose clocks don't stand still."""
        waits = self.state.climbs or self.state is State.ACCEPTED
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


def fold(incident: Incident, events: Iterable[Event]) -> Incident:
    """Return how an incident stands after events; each that changes it raises its version."""
    for event in events:
        change = CHANGES.get(event.kind)
        if change is not None:
            incident = change(incident, event)
            incident = replace(incident, version=incident.version + 1)
    return incident


def _fired(incident: Incident, event: Event) -> Incident:
    return replace(
        incident,
        state=State.PAGING,
        paged=frozenset(event.facts["people"]) | frozenset(event.facts.get("beside", ())),
        **_next_rung(incident, event.facts),
    )


def _passed(incident: Incident, event: Event) -> Incident:
    return replace(incident, state=State.PAGING, **_next_rung(incident, event.facts))


def _next_rung(incident: Incident, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return where the ladder is after a rung: what is next, and when, as was decided then."""
    goes_on = facts["next_round"] == incident.round
    return {
        "refused": incident.refused if goes_on else frozenset(),
        "round": facts["next_round"],
        "rung": facts["next_rung"],
        "rung_at": datetime.fromisoformat(facts["next_at"]),
    }


def _accepted(incident: Incident, event: Event) -> Incident:
    person = event.facts["person"]
    incident = replace(incident, kept=incident.kept | {Clock.RESPONSE})
    if incident.state is State.WORKING:  # a colleague takes it over
        return replace(incident, holder=person, offered_to=None, paused=False)
    due = incident.clocks.get(Clock.ACTION, event.at)
    return replace(
        incident,
        state=State.ACCEPTED,
        holder=person,
        offered_to=None,
        act_by=max(due, event.at + incident.act_within),
        asked=False,
    )


def _no_more(incident: Incident, event: Event) -> Incident:
    """One of those paged is no more waited for; after the last of them the next are tried.

    The next round is not begun before its time, or who can't be reached would be tried for ever.
    """
    left = incident.paged - {event.facts["person"]}
    offered = None if incident.offered_to == event.facts["person"] else incident.offered_to
    goes_on = incident.state is State.PAGING and bool(incident.paged) and not left
    goes_on = goes_on and incident.rung > 0
    rung_at = min(incident.rung_at, event.at) if goes_on else incident.rung_at
    refused = incident.refused | {event.facts["person"]}
    return replace(incident, paged=left, offered_to=offered, rung_at=rung_at, refused=refused)


def _asked(incident: Incident, event: Event) -> Incident:
    return replace(incident, asked=True, act_by=event.at + PATIENCE)


def _released(incident: Incident, event: Event) -> Incident:
    return _climbing_on(incident, event.at)


def _climbing_on(incident: Incident, at: datetime) -> Incident:
    return replace(
        incident,
        state=State.PAGING,
        holder=None,
        offered_to=None,
        act_by=None,
        asked=False,
        paged=frozenset(),
        parked_until=None,
        rung_at=at,
        refused=_after_holder(incident),
    )


def _after_holder(incident: Incident) -> frozenset[str]:
    """Whoever had it and did not see to it is passed over; the owner of a parked one is not."""
    if incident.holder is None or incident.state is State.PARKED:
        return incident.refused
    return incident.refused | {incident.holder}


def _started(incident: Incident, event: Event) -> Incident:
    return replace(
        incident,
        state=State.WORKING,
        holder=event.facts["person"],
        act_by=None,
        paused=False,
        kept=incident.kept | {Clock.RESPONSE, Clock.ACTION},
    )


def _continued(incident: Incident, event: Event) -> Incident:
    """The clocks run again; the event has when each falls due by now."""
    act_by = event.facts["act_by"]
    moved = {Clock(name): datetime.fromisoformat(at) for name, at in event.facts["clocks"].items()}
    return replace(
        incident,
        waiting_since=None,
        clocks={**incident.clocks, **moved},
        act_by=datetime.fromisoformat(act_by) if act_by else None,
    )


def _hastened(incident: Incident, event: Event) -> Incident:
    return _climbing_on(incident, event.at)


def _parked(incident: Incident, event: Event) -> Incident:
    until = event.facts.get("until")
    return replace(
        incident,
        state=State.PARKED,
        holder=event.facts["owner"],
        offered_to=None,
        act_by=None,
        parked_until=datetime.fromisoformat(until) if until else None,
    )


CHANGES: Final[Mapping[Kind, Callable[[Incident, Event], Incident]]] = {
    Kind.FIRED: _fired,
    Kind.PASSED: _passed,
    Kind.ACCEPTED: _accepted,
    Kind.DECLINED: _no_more,
    Kind.UNREACHED: _no_more,
    Kind.ASKED: _asked,
    Kind.RELEASED: _released,
    Kind.STARTED: _started,
    Kind.PAUSED: lambda incident, _: replace(incident, paused=True),
    Kind.RESUMED: lambda incident, _: replace(incident, paused=False),
    Kind.WAITING: lambda incident, event: replace(incident, waiting_since=event.at),
    Kind.CONTINUED: _continued,
    Kind.OFFERED: lambda incident, event: replace(incident, offered_to=event.facts["to"]),
    Kind.HASTENED: _hastened,
    Kind.PARKED: _parked,
    Kind.RESOLVED: lambda incident, _: replace(incident, state=State.RESOLVED, offered_to=None),
    Kind.MERGED: lambda incident, event: replace(
        incident, state=State.MERGED, merged_into=event.facts["into"], offered_to=None
    ),
    Kind.WARNED: lambda incident, event: replace(
        incident, warned=incident.warned | {Clock(event.facts["clock"])}
    ),
    Kind.BREACHED: lambda incident, event: replace(
        incident, breached=incident.breached | {Clock(event.facts["clock"])}
    ),
}
