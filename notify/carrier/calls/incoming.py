"""Calls that begin outside of the carrier's interface: by somebody's phone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from notify.carrier.calls.documents import run
from notify.carrier.calls.legs import create
from notify.carrier.calls.life import come_in
from notify.carrier.line import Line
from notify.carrier.phones import NotPossible
from notify.carrier.records import Callback, Source

if TYPE_CHECKING:
    from notify.carrier.network import Network
    from notify.carrier.phones import Phone
    from notify.carrier.records import Call

ANONYMOUS: Final = "+266696687"  # what Twilio shows: ANONYMOUS on a keypad


def dial(network: Network, phone: Phone, to: str) -> Call:
    """Let somebody dial a number of ours; raises NotPossible for others, and while talking."""
    if phone.line is not None:
        raise NotPossible(f"the phone of {phone.person.name} is in a call")
    if phone.is_off:
        raise NotPossible(f"the phone of {phone.person.name} is switched off")
    if to not in network.numbers or not network.numbers[to][1].can_be_answered:
        known = ", ".join(sorted(network.numbers)) or "none"
        raise NotPossible(f"{to} is no number that can be called here; there are {known}")
    account, number = network.numbers[to]
    shown = ANONYMOUS if phone.person.is_anonymous else phone.person.number
    call = create(network, account, to, shown, "inbound")
    call.status, call.started = "ringing", network.now
    call.source = Source(number.voice_url, number.voice_method)
    if number.voice_fallback_url:
        call.fallback = Source(number.voice_fallback_url, number.voice_fallback_method)
    if number.status_callback:
        call.callback = Callback(number.status_callback, number.status_callback_method)
    call.line = Line(call, phone)
    phone.takes(call.line)
    call.line.state = "dialling"
    come_in(network, call, partial(run, network, call))
    return call
