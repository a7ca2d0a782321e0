"""Who had an incident from when to when, and whether they worked: told from its events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from oncall.incidents.folding import fold
from oncall.incidents.incident import State
from oncall.localtime import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident


class Phase(StrEnum):
    """What somebody who has an incident does with it."""

    HAS = "has"
    WORKS = "works"
    PAUSED = "paused"
    WAITS = "waits"  # for the customer
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Held:
    """A stretch in which a person has an incident; one that goes on ends now."""

    person: str
    phase: Phase
    span: Span


def held(bare: Incident, events: Iterable[Event], now: datetime) -> Iterator[Held]:
    """Yield the stretches in order of time; `bare` is the incident before all events."""
    incident, since = bare, bare.reported_at
    for event in events:
        before, incident = incident, fold(incident, (event,))
        if _phase(before) != _phase(incident):
            yield from _stretch(before, since, event.at)
            since = event.at
    yield from _stretch(incident, since, now)


def _stretch(incident: Incident, start: datetime, end: datetime) -> Iterator[Held]:
    person, phase = _phase(incident)
    if person and phase and start < end:
        yield Held(person, phase, Span(start, end))


def _phase(incident: Incident) -> tuple[str | None, Phase | None]:
    if incident.waiting_since is not None:
        return incident.holder, Phase.WAITS
    match incident.state:
        case State.ACCEPTED:
            return incident.holder, Phase.HAS
        case State.WORKING:
            return incident.holder, Phase.PAUSED if incident.paused else Phase.WORKS
        case State.PARKED:
            return incident.holder, Phase.PARKED
        case _:
            return None, None
