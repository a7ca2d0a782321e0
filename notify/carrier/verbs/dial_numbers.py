"""Dialling telephones: all of them ring, the first to answer is connected."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from notify.carrier.calls.ends import HungUp, Taken
from notify.carrier.calls.legs import create
from notify.carrier.calls.life import begin
from notify.carrier.calls.states import pick_up
from notify.carrier.line import Room
from notify.carrier.records import Callback
from notify.carrier.verbs.stage import is_true, words
from notify.carrier.waiting import Signal, Wait

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.records import Call
    from notify.carrier.verbs.stage import Stage
    from notify.carrier.waiting import Fired

RINGS = 30.0


@dataclass(slots=True, eq=False)
class Leg:
    """A telephone that is dialled; ready when its whisper is over, gone when taken elsewhere."""

    call: Call
    noun: Element
    is_ready: bool = False
    is_gone: bool = False
    left: Signal = field(default_factory=Signal)

    @property
    def is_ours(self) -> bool:
        """Tell whether the call that dialled it can still have it."""
        return not (self.is_gone or self.call.is_over)


def connect(stage: Stage, element: Element) -> Generator[Wait, Fired, tuple[str, Call | None, int]]:
    """Ring and connect; return how it ended, with whom, and the seconds of the conversation."""
    nouns = [child for child in element if child.tag == "Number"] or [element]
    groups = [[noun] for noun in nouns] if is_true(element, "sequential") else [nouns]
    last: Call | None = None
    for group in groups:
        ready = Signal()
        began = [_begin(stage, element, noun, ready) for noun in group]
        try:
            won = yield from _first(began, ready)
            last = (won or began[-1]).call
            if won is not None:
                _call_off(began, won)
                seconds = yield from _talk(stage, element, won)
                return "completed", won.call, seconds
        finally:
            _call_off(began, None)
    return last.status if last else "failed", last, 0


def _begin(stage: Stage, element: Element, noun: Element, ready: Signal) -> Leg:
    call = stage.call
    callback = None
    if noun is not element and noun.get("statusCallback"):
        source = stage.source(noun, "statusCallback", {}, "statusCallbackMethod")
        events = frozenset(noun.get("statusCallbackEvent", "completed").split())
        callback = Callback(source.url, source.method, events | {"completed"})
    shown = element.get("callerId") or (call.from_ if call.direction == "inbound" else call.to)
    made = create(stage.network, call.account, words(noun), shown, "outbound-dial")
    made.parent, made.callback = call, callback
    made.timeout = stage.number(element, "timeout", RINGS)
    leg = Leg(made, noun)
    begin(stage.network, made, lambda: _after_answer(stage, leg, ready))
    return leg


def _after_answer(stage: Stage, leg: Leg, ready: Signal) -> Steps:
    """Whisper to whoever has answered, then hold the line; the interface may send it elsewhere."""
    try:
        if leg.noun.tag == "Number" and leg.noun.get("url"):
            yield from stage.aside(leg.call, stage.source(leg.noun, "url", {}))
        leg.is_ready = True
        ready.fire()
        yield Wait(None)
    except Taken as taken:
        leg.is_gone = True
        leg.left.fire()
        yield from stage.onward(leg.call, taken.source)


def _first(began: list[Leg], ready: Signal) -> Generator[Wait, Fired, Leg | None]:
    """Wait for the first who has answered; None when nobody does any more."""
    while True:
        going = [leg for leg in began if leg.is_ours]
        for leg in going:
            if leg.is_ready:
                return leg
        if not going:
            return None
        ends = [signal for leg in going for signal in (leg.call.over, leg.left)]
        yield Wait(None, (ready, *ends))


def _call_off(began: list[Leg], but: Leg | None) -> None:
    for leg in began:
        if leg is not but and leg.is_ours:
            leg.call.interrupt(HungUp())


def _talk(stage: Stage, element: Element, leg: Leg) -> Generator[Wait, Fired, int]:
    """Connect the two until one leaves; return for how many seconds."""
    network, line = stage.network, stage.call.line
    pick_up(network, stage.call)
    began = network.now
    end = began + stage.number(element, "timeLimit", 14_400)
    room = Room()
    room.join(line)
    room.join(leg.call.line)
    line.keys.clear()
    try:
        while leg.is_ours and network.now < end:
            yield Wait(end - network.now, (leg.call.over, leg.left, line.keyed))
            if is_true(element, "hangupOnStar") and "*" in line.keys:
                break
    finally:
        room.leave(line)
        room.leave(leg.call.line)
    return round(network.now - began)
