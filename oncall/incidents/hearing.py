"""What people say about an incident, and what becomes of it: accept, decline, start, hand over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from oncall.incidents.deciding import Page, Purpose
from oncall.incidents.events import Event, Kind
from oncall.incidents.folding import fold
from oncall.incidents.incident import Incident, State
from oncall.incidents.ladder import LOUD

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


class Answer(StrEnum):
    """What somebody hears to what they said."""

    YOURS = "yours"  # it is theirs now
    ALREADY_YOURS = "already yours"
    TAKEN = "taken"  # somebody else has it: `Heard.incident.holder`
    OVER = "over"
    PASSED_ON = "passed on"  # they declined, the next are tried
    DONE = "done"
    NOT_YOURS = "not yours"  # only who has it may do that
    NOT_NOW = "not now"  # makes no sense as it stands
    NEVER_WAITS = "never waits"  # its contract does not let clocks pause


@dataclass(frozen=True, slots=True)
class Act:
    """Who says something, how (key, reply, link, page), and when."""

    person: str
    how: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """What becomes of an incident by what was said."""

    incident: Incident
    answer: Answer
    events: tuple[Event, ...] = ()
    pages: tuple[Page, ...] = ()


def accept(incident: Incident, act: Act) -> Heard:
    """Take it on. Whoever is first has it; anybody later hears who has it, and that is noted."""
    if not incident.state.is_open:
        return _late(incident, act, Answer.OVER)
    if incident.holder == act.person and incident.offered_to != act.person:
        return Heard(incident, Answer.ALREADY_YOURS)
    is_free = incident.state.climbs or incident.offered_to == act.person
    if not is_free:
        return _late(incident, act, Answer.TAKEN)
    return _happen(incident, act, Answer.YOURS, (Kind.ACCEPTED, _by(act)))


def decline(incident: Incident, act: Act) -> Heard:
    """Refuse it: the next are tried at once where nobody else is waited for."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    if incident.state.climbs and act.person not in incident.paged | {incident.offered_to}:
        return Heard(incident, Answer.PASSED_ON)  # said again, or not waited for any more
    if incident.offered_to == act.person or incident.state.climbs:
        return _happen(incident, act, Answer.PASSED_ON, (Kind.DECLINED, _by(act)))
    if incident.holder == act.person:
        gone = (Kind.RELEASED, _by(act) | {"why": "given back"})
        return _happen(incident, act, Answer.PASSED_ON, gone)
    return Heard(incident, Answer.TAKEN)


def start(incident: Incident, act: Act) -> Heard:
    """Begin to work on it; who begins before anybody accepted has accepted."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    if incident.state.climbs or incident.offered_to == act.person:
        both = ((Kind.ACCEPTED, _by(act)), (Kind.STARTED, _by(act)))
        return _happen(incident, act, Answer.DONE, *both)
    if incident.holder != act.person:
        return Heard(incident, Answer.TAKEN)
    if incident.state is State.WORKING:
        return Heard(incident, Answer.ALREADY_YOURS)
    return _happen(incident, act, Answer.DONE, (Kind.STARTED, _by(act)))


def pause(incident: Incident, act: Act) -> Heard:
    """Interrupt the work: no working time runs."""
    return _at_work(incident, act, Kind.PAUSED, is_sensible=not incident.paused)


def resume(incident: Incident, act: Act) -> Heard:
    """Go on with the work."""
    return _at_work(incident, act, Kind.RESUMED, is_sensible=incident.paused)


def hand_over(incident: Incident, act: Act, to: str) -> Heard:
    """Offer it to a colleague, who has it once they accept; until then it stays where it is."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    if to == incident.holder:
        return Heard(incident, Answer.NOT_NOW)
    page = Page(f"{incident.id}/offered/{incident.version}/{to}", to, LOUD, Purpose.OFFERED)
    return _happen(incident, act, Answer.DONE, (Kind.OFFERED, {"to": to}), pages=(page,))


def escalate(incident: Incident, act: Act) -> Heard:
    """Go on with the ladder now, whoever has it."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    return _happen(incident, act, Answer.DONE, (Kind.HASTENED, {"holder": incident.holder}))


def park(incident: Incident, act: Act, owner: str, until: datetime | None = None) -> Heard:
    """Leave it with an owner; at `until` the ladder goes on."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    if until is not None and until <= act.at:
        return Heard(incident, Answer.NOT_NOW)
    facts = {"owner": owner, "until": until.isoformat() if until else None}
    return _happen(incident, act, Answer.DONE, (Kind.PARKED, facts))


def resolve(incident: Incident, act: Act, text: str) -> Heard:
    """End it; `text` says what was done."""
    if not incident.state.is_open:
        return Heard(incident, Answer.OVER)
    return _happen(incident, act, Answer.DONE, (Kind.RESOLVED, _by(act) | {"text": text}))


def merge(incident: Incident, into: Incident, act: Act) -> Heard:
    """Make it part of another one that is open: nobody is paged for it any more."""
    if not incident.state.is_open or not into.state.is_open:
        return Heard(incident, Answer.OVER)
    # What is put aside calls nobody: what still calls would be silenced with it.
    if incident.id == into.id or (incident.state.climbs and into.state is State.PARKED):
        return Heard(incident, Answer.NOT_NOW)
    return _happen(incident, act, Answer.DONE, (Kind.MERGED, {"into": into.id}))


def note(incident: Incident, act: Act, text: str, key: str = "") -> Heard:
    """Write something down about it; `key` says what it came in by, if that may come twice."""
    facts = {"text": text, "how": act.how} | ({"key": key} if key else {})
    return Heard(incident, Answer.DONE, (Event(act.at, Kind.NOTED, act.person, facts),))


def unreached(incident: Incident, person: str, at: datetime) -> Heard:
    """Hear that no channel reaches a person: the next are tried where nobody else is waited for."""
    if not incident.state.climbs or person not in incident.paged:
        return Heard(incident, Answer.NOT_NOW)
    act = Act(person, "carrier", at)
    return _happen(incident, act, Answer.PASSED_ON, (Kind.UNREACHED, _by(act)))


def _at_work(incident: Incident, act: Act, kind: Kind, *, is_sensible: bool) -> Heard:
    if incident.holder != act.person:
        return Heard(incident, Answer.NOT_YOURS)
    if incident.state is not State.WORKING or not is_sensible:
        return Heard(incident, Answer.NOT_NOW)
    return _happen(incident, act, Answer.DONE, (kind, _by(act)))


def _late(incident: Incident, act: Act, answer: Answer) -> Heard:
    facts = _by(act) | {"holder": incident.holder}
    return _happen(incident, act, answer, (Kind.LATE, facts))


def _by(act: Act) -> dict[str, Any]:
    return {"person": act.person, "how": act.how}


def _happen(
    incident: Incident,
    act: Act,
    answer: Answer,
    *what: tuple[Kind, Mapping[str, Any]],
    pages: tuple[Page, ...] = (),
) -> Heard:
    events = tuple(Event(act.at, kind, act.person, facts) for kind, facts in what)
    return Heard(fold(incident, events), answer, events, pages)
