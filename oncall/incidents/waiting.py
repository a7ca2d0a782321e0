"""Waiting for the customer, where the contract allows it: the clocks stand still meanwhile."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from oncall.incidents.events import Event, Kind
from oncall.incidents.folding import fold
from oncall.incidents.hearing import Answer, Heard
from oncall.incidents.incident import Clock, Incident, State
from oncall.localtime import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import datetime

    from oncall.incidents.hearing import Act

    # When each clock that is not kept falls due, once it runs again.
    Moved = Mapping[Clock, datetime]

# Nobody waits for the customer any more once this happens; whoever takes it over may wait anew.
ENDS: Final = frozenset(
    {
        Kind.ACCEPTED,
        Kind.STARTED,
        Kind.RELEASED,
        Kind.HASTENED,
        Kind.PARKED,
        Kind.RESOLVED,
        Kind.MERGED,
    }
)


def wait_for_customer(incident: Incident, act: Act, *, allowed: bool) -> Heard:
    """Let the clocks stand still; `allowed` tells whether the contract lets them pause."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    if incident.holder != act.person:
        return Heard(incident, Answer.NOT_YOURS)
    if not allowed:
        return Heard(incident, Answer.NEVER_WAITS)
    if incident.state not in {State.ACCEPTED, State.WORKING} or incident.waiting_since:
        return Heard(incident, Answer.NOT_NOW)
    stood = {clock.value: incident.clocks[clock].isoformat() for clock in not_kept(incident)}
    return _happened(incident, act, Kind.WAITING, {"clocks": stood})


def go_on(incident: Incident, act: Act, moved: Moved) -> Heard:
    """Let the clocks run again, each with what was left of it."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    if incident.holder != act.person:
        return Heard(incident, Answer.NOT_YOURS)
    if incident.waiting_since is None:
        return Heard(incident, Answer.NOT_NOW)
    return _continued(incident, act, moved)


def unless_over(
    incident: Incident, act: Act, moved: Moved, say: Callable[[Incident], Heard]
) -> Heard:
    """Hear what is said; where that ends the waiting, the clocks run again before it."""
    heard = say(incident)
    if incident.waiting_since is None or ENDS.isdisjoint(event.kind for event in heard.events):
        return heard
    first = _continued(incident, act, moved)
    then = say(first.incident)
    return replace(then, events=first.events + then.events)


def not_kept(incident: Incident) -> tuple[Clock, ...]:
    """Return the clocks of promises that are not kept, whether they run or stand still."""
    return tuple(clock for clock in incident.clocks if clock not in incident.kept)


def waited(events: Iterable[Event], now: datetime) -> Iterator[Span]:
    """Yield when the customer was waited for, in order; what goes on ends now."""
    since = None
    for event in events:
        if event.kind is Kind.WAITING:
            since = event.at
        elif event.kind is Kind.CONTINUED and since is not None:
            yield Span(since, max(since, event.at))
            since = None
    if since is not None:
        yield Span(since, max(since, now))


def _continued(incident: Incident, act: Act, moved: Moved) -> Heard:
    since = incident.waiting_since or act.at
    act_by = incident.act_by
    if act_by is not None:
        # Nobody is asked whether they have begun before they have to.
        later = act_by + (max(since, act.at) - since)
        act_by = max(later, moved.get(Clock.ACTION, later))
    facts = {
        "since": since.isoformat(),
        "clocks": {clock.value: at.isoformat() for clock, at in moved.items()},
        "act_by": act_by.isoformat() if act_by else None,
    }
    return _happened(incident, act, Kind.CONTINUED, facts)


def _happened(incident: Incident, act: Act, kind: Kind, facts: Mapping[str, Any]) -> Heard:
    told = {"person": act.person, "how": act.how, **facts}
    event = Event(act.at, kind, act.person, told)
    return Heard(fold(incident, (event,)), Answer.DONE, (event,))
