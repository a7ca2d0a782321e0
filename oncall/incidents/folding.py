"""How an incident stands after what happened: folded from its events, one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from oncall.incidents import climbing
from oncall.incidents.events import Event, Kind
from oncall.incidents.incident import Clock, Incident, State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# Whoever accepted has so long to begin, and so long to answer when asked.
PATIENCE: Final = timedelta(minutes=5)


def fold(incident: Incident, events: Iterable[Event]) -> Incident:
    """Return how an incident stands after events; each that changes it raises its version."""
    for event in events:
        change = CHANGES.get(event.kind)
        if change is not None:
            after = change(incident, event)
            # What `change` returns is a copy that nobody has yet: one more costs 5 µs a timer.
            object.__setattr__(after, "version", incident.version + 1)
            incident = after
    return incident


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


def _asked(incident: Incident, event: Event) -> Incident:
    return replace(incident, asked=True, act_by=event.at + PATIENCE)


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


def _absorbed(incident: Incident, event: Event) -> Incident:
    """What was promised for the other holds too; clocks that stand still, or are kept, stay so."""
    if incident.waiting_since is not None:
        return incident
    told = event.facts.get("clocks", {})
    theirs = {Clock(name): datetime.fromisoformat(at) for name, at in told.items()}
    earlier = {
        clock: min(at, incident.clocks.get(clock, at))
        for clock, at in theirs.items()
        if clock not in incident.kept
    }
    return replace(incident, clocks={**incident.clocks, **earlier})


CHANGES: Final[Mapping[Kind, Callable[[Incident, Event], Incident]]] = {
    Kind.FIRED: climbing.fired,
    Kind.PASSED: climbing.passed,
    Kind.ACCEPTED: _accepted,
    Kind.DECLINED: climbing.no_more,
    Kind.UNREACHED: climbing.no_more,
    Kind.ASKED: _asked,
    Kind.RELEASED: climbing.climbs_on,
    Kind.STARTED: _started,
    Kind.PAUSED: lambda incident, _: replace(incident, paused=True),
    Kind.RESUMED: lambda incident, _: replace(incident, paused=False),
    Kind.WAITING: lambda incident, event: replace(incident, waiting_since=event.at),
    Kind.CONTINUED: _continued,
    Kind.OFFERED: lambda incident, event: replace(incident, offered_to=event.facts["to"]),
    Kind.HASTENED: climbing.climbs_on,
    Kind.PARKED: _parked,
    Kind.RESOLVED: lambda incident, _: replace(incident, state=State.RESOLVED, offered_to=None),
    Kind.MERGED: lambda incident, event: replace(
        incident, state=State.MERGED, merged_into=event.facts["into"], offered_to=None
    ),
    Kind.ABSORBED: _absorbed,
    Kind.WARNED: lambda incident, event: replace(
        incident, warned=incident.warned | {Clock(event.facts["clock"])}
    ),
    Kind.BREACHED: lambda incident, event: replace(
        incident, breached=incident.breached | {Clock(event.facts["clock"])}
    ),
}
