"""Fetching the document that a call obeys, from its address or its fallback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.asking import ask
from notify.carrier.calls.ends import HungUp
from notify.carrier.calls.telling import facts
from notify.carrier.hooks import Silence
from notify.carrier.line import Heard
from notify.carrier.records import Source
from notify.carrier.twiml.grammar import voice
from notify.carrier.twiml.reading import (
    NO_CONNECTION,
    NOT_RETRIEVED,
    Document,
    Unreadable,
    read,
)
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Generator

    from notify.carrier.network import Network
    from notify.carrier.records import Call
    from notify.carrier.waiting import Fired

    Fetching = Generator[Wait, Fired, Document]

APOLOGY = "An error has occurred in the application. The call ends here."
NO_CONTENT = 204


def fetch(network: Network, call: Call, source: Source) -> Fetching:
    """Return the document of a source, or of the call's fallback; ends the call without either."""
    if call.turns.are_endless(network.now):
        network.complain(f"{source.url}: documents lead to each other without end")
        raise HungUp
    try:
        return (yield from _fetched(network, call, source))
    except Unreadable as error:
        network.complain(f"{source.url or 'the TwiML given'}: {error} ({error.code})")
        fallback, code = call.fallback, error.code
    if fallback is not None and fallback.url and fallback.url != source.url:
        why = (("ErrorCode", str(code)), ("ErrorUrl", source.url))
        replaced = Source(fallback.url, fallback.method, params=why)
        try:
            return (yield from _fetched(network, call, replaced))
        except Unreadable as error:
            network.complain(f"{fallback.url}: {error} ({error.code})")
    call.line.hear(Heard(network.now, APOLOGY, "sign", "en-GB"))
    yield Wait(3)
    raise HungUp


def _fetched(network: Network, call: Call, source: Source) -> Fetching:
    text, kind = source.twiml, "text/xml"
    if not text:
        told = facts(call) | dict(source.params)
        address = (source.method, source.url)
        answer = yield from ask(network, call.account, address, told, call.sid)
        if isinstance(answer, Silence):
            code = NO_CONNECTION if answer.failure == "ct" else NOT_RETRIEVED
            raise Unreadable(code, "no answer")
        if answer.failure or answer.status >= 300:
            raise Unreadable(NOT_RETRIEVED, f"answered {answer.status}")
        if answer.status == NO_CONTENT:
            return Document((), source.url, source.method)
        text, kind = answer.body, answer.kind
    verbs, faults = read(text, kind, voice())
    for fault in faults:
        network.complain(f"{source.url or 'the TwiML given'}: {fault} (12200)")
    return Document(verbs, source.url, source.method)
