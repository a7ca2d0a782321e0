"""What is heard in the queue: the truth of who is being called, and the end of waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from oncall.hotline.call import Place
from oncall.hotline.prompt import Held, Leave, Line, Prompt, Step
from oncall.hotline.talk import until
from oncall.hotline.words import say
from oncall.incidents.events import Kind
from oncall.incidents.incident import State
from oncall.people import Role

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from oncall.hotline.call import Call
    from oncall.incidents.events import Event
    from oncall.incidents.incident import Incident

# Between an acceptance «and connect» and the caller being fetched lies no more than that.
FETCHED: Final = timedelta(seconds=30)
# Who accepted elsewhere is called for so long, to be connected.
RUNG: Final = timedelta(seconds=60)
SOON: Final = 5
# The truth takes five seconds, the music twenty (TELEPHONY: every 20 to 30 seconds).
HELD: Final = Held(Step.KEY)


@dataclass(frozen=True, slots=True)
class Truth:
    """What a caller in the queue may know: how the incident stands, and the name of who has it."""

    incident: Incident
    events: Sequence[Event]
    holder: str = ""
    is_rung: bool = False  # who has it is being called, to be connected
    longest: timedelta = timedelta(minutes=4)


@dataclass(frozen=True, slots=True)
class Waited:
    """What is heard now, and where the call is then; still in the queue if it is waiting."""

    prompt: Prompt
    place: Place


def heard(call: Call, truth: Truth, now: datetime) -> Waited:
    """Return what a caller hears who waits."""
    language, state = call.language, truth.incident.state
    if not state.is_open:
        return _out(language, [say(language, "over")], Place.TOLD)
    if not state.climbs:
        if _is_being_fetched(truth, now):
            return _in(language, [say(language, "connecting")], Held(Step.KEY, 0, SOON))
        if truth.is_rung and _accepted_within(truth, RUNG, now):
            return _in(language, [_rung(call, truth)], Held(Step.KEY, 1))
        return _out(language, [_accepted(call, truth, now)], Place.TOLD)
    if call.waits_since and now - call.waits_since >= truth.longest:
        return _out(language, [say(language, "long")], Place.MESSAGE)
    return _in(language, [say(language, called(truth.events)), say(language, "leave")])


def called(events: Sequence[Event]) -> str:
    """Return the name of the sentence that says who is being called: by the newest rung."""
    fired = [each for each in events if each.kind is Kind.FIRED]
    if not fired:
        return "wait"
    targets = fired[-1].facts.get("targets", ())
    roles = [role for role in Role if f"role:{role}" in targets]
    return f"calling {roles[0]}" if len(targets) == 1 and roles else "calling others"


def _is_being_fetched(truth: Truth, now: datetime) -> bool:
    """Tell whether whoever accepted said that they want to be connected, a moment ago."""
    accepted = _acceptance(truth)
    if accepted is None or accepted.facts.get("how") != "key":
        return False
    return _accepted_within(truth, FETCHED, now)


def _accepted_within(truth: Truth, span: timedelta, now: datetime) -> bool:
    accepted = _acceptance(truth)
    return accepted is not None and now - accepted.at < span


def _acceptance(truth: Truth) -> Event | None:
    """Return the acceptance that holds, while work has not begun."""
    if truth.incident.state is not State.ACCEPTED:
        return None
    return next((each for each in reversed(truth.events) if each.kind is Kind.ACCEPTED), None)


def _rung(call: Call, truth: Truth) -> str:
    if call.is_verified and truth.holder:
        return say(call.language, "rung by", holder=truth.holder)
    return say(call.language, "rung")


def _accepted(call: Call, truth: Truth, now: datetime) -> str:
    """Say who has it; whoever only the number speaks for hears no name."""
    when = until(call, now)
    if call.is_verified and truth.holder:
        return say(call.language, "accepted by", holder=truth.holder, until=when)
    return say(call.language, "accepted", until=when)


def _in(language: str, lines: Sequence[str], then: Held = HELD) -> Waited:
    spoken = tuple(Line(language, each) for each in lines)
    return Waited(Prompt(spoken, then), Place.WAITING)


def _out(language: str, lines: Sequence[str], place: Place) -> Waited:
    return Waited(Prompt(tuple(Line(language, each) for each in lines), Leave()), place)
