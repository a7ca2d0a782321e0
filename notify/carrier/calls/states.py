"""The two great changes of a call: somebody answers, and it is over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.carrier.calls.ends import HungUp
from notify.carrier.calls.telling import tell_event
from notify.carrier.segments import begun_minutes

if TYPE_CHECKING:
    from notify.carrier.network import Network
    from notify.carrier.records import Call

SIP: Final = {"busy": 486, "no-answer": 487, "failed": 404, "canceled": 487}


def pick_up(network: Network, call: Call) -> None:
    """Have a call answered, and say so; documents are fetched after that, never before."""
    if call.answered is None:
        call.answered = call.updated = network.now
        call.status = "in-progress"
        call.line.state = "talking"
        tell_event(network, call, "answered")
        network.timeline.after(call.time_limit, lambda: call.interrupt(HungUp()))


def close(network: Network, call: Call, status: str) -> None:
    """Let a call be over, and say so."""
    call.status = status
    call.ended = call.updated = network.now
    if status in SIP and call.sip == 200:
        call.sip = SIP[status]
    if call.answered is not None:
        prices = network.config.prices
        is_in = call.direction == "inbound"
        rate = prices.incoming_minute if is_in else prices.outgoing_minute
        call.price = rate * begun_minutes(call.ended - call.answered)
        network.spent += call.price
    if call.line.phone is not None:
        call.line.phone.is_left()
    call.line.state = "over"
    call.over.fire()
    tell_event(network, call, "completed")
