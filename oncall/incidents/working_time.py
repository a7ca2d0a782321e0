"""Who worked how long on an incident: told from its events alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from oncall.incidents.folding import fold
from oncall.incidents.incident import State
from oncall.localtime import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident


@dataclass(frozen=True, slots=True)
class Worked:
    """A stretch of a person's work on an incident; one that goes on ends now."""

    person: str
    span: Span
    is_over: bool


def worked(reported: Incident, events: Iterable[Event], now: datetime) -> Iterator[Worked]:
    """Yield the stretches worked, in order of time and without pauses.

    `reported` is the incident as it was before the first of its events.
    """
    incident, since = reported, reported.reported_at
    for event in events:
        before, incident = incident, fold(incident, (event,))
        if _worker(before) == _worker(incident):
            continue
        person = _worker(before)
        if person is not None and since < event.at:
            yield Worked(person, Span(since, event.at), is_over=True)
        since = event.at
    person = _worker(incident)
    if person is not None and since < now:
        yield Worked(person, Span(since, now), is_over=False)


def _worker(incident: Incident) -> str | None:
    """Return who is at work on it; nobody is while it is paused."""
    at_work = incident.state is State.WORKING and not incident.paused
    return incident.holder if at_work else None
