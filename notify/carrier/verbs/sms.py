"""Sms: a text sent from within a call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.records import Callback
from notify.carrier.texting import Wishes, send
from notify.carrier.verbs.stage import body
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.verbs.stage import Stage


def sms(stage: Stage, element: Element) -> Steps:
    """Send a text to the other end of the call, or to `to`; then `action`, if there is one."""
    call = stage.call
    ours, theirs = (call.to, call.from_) if call.direction == "inbound" else (call.from_, call.to)
    callback = None
    if element.get("statusCallback"):
        callback = Callback(stage.source(element, "statusCallback", {}).url)
    message = send(
        stage.network,
        call.account,
        (element.get("from", ours), element.get("to", theirs)),
        body(element),
        "outbound-call",
        Wishes(callback),
    )
    yield Wait(0)
    if element.get("action"):
        raise stage.go_on(element, {"SmsSid": message.sid, "SmsStatus": message.status})
