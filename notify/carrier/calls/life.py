"""The life of a call, from the first ring to the end, read from top to bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.behaviours import Busy
from notify.carrier.calls.ends import HungUp
from notify.carrier.calls.states import close, pick_up
from notify.carrier.calls.telling import tell_event
from notify.carrier.line import Line
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from notify.carrier.calls.steps import Steps
    from notify.carrier.network import Network
    from notify.carrier.records import Call
    from notify.carrier.waiting import Fired, Life


SETUP = 0.5  # seconds until a telephone rings
UNREACHABLE = 2.0  # seconds until a network says that a telephone is switched off


def begin(network: Network, call: Call, then: Callable[[], Steps]) -> None:
    """Let a call to a telephone begin, and do `then` once somebody has answered."""
    call.process = network.timeline.start(_outgoing(network, call, then))


def come_in(network: Network, call: Call, then: Callable[[], Steps]) -> None:
    """Let a call from a telephone begin, and do `then`."""
    call.process = network.timeline.start(_incoming(network, call, then))


def _outgoing(network: Network, call: Call, then: Callable[[], Steps]) -> Life:
    try:
        if call.direction == "outbound-api":
            yield Wait(network.rates[call.account.sid].calls.wait(network.now))
        call.started = network.now
        tell_event(network, call, "initiated")
        yield Wait(SETUP)
        end = yield from _ring(network, call)
        if not end:
            pick_up(network, call)
            yield from then()
    except HungUp:
        # Who is called off before anybody has answered was never reached.
        end = "completed" if call.answered is not None else "canceled"
    close(network, call, end or "completed")


def _incoming(network: Network, call: Call, then: Callable[[], Steps]) -> Life:
    end = "completed"
    try:
        yield Wait(SETUP)
        yield from then()
    except HungUp as error:
        end = str(error) or ("completed" if call.answered is not None else "no-answer")
    close(network, call, end)


def _ring(network: Network, call: Call) -> Generator[Wait, Fired, str]:
    """Ring at a telephone; return how it ended, or nothing when somebody has answered."""
    phone = network.phones.get(call.to)
    if phone is None:
        return "failed"
    if phone.is_off:
        yield Wait(UNREACHABLE)
        call.sip = 480
        return "no-answer"
    if phone.line is not None or isinstance(phone.behaviour, Busy):
        return "busy"
    call.line = line = Line(call, phone)
    call.status = "ringing"
    tell_event(network, call, "ringing")
    phone.ring(line)
    fired = yield Wait(call.timeout, (line.answered, line.refused))
    if fired.signal is None:
        return "no-answer"
    return "busy" if fired.signal is line.refused else ""
