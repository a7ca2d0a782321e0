"""What applications are told about a call."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING

from notify.carrier.asking import tell

if TYPE_CHECKING:
    from notify.carrier.network import Network
    from notify.carrier.records import Call

API_VERSION = "2010-04-01"


def rfc2822(at: float) -> str:
    """Return an instant as Twilio writes it: `Tue, 31 Aug 2010 20:36:28 +0000`."""
    return format_datetime(datetime.fromtimestamp(int(at), UTC))


def facts(call: Call, status: str | None = None) -> dict[str, str]:
    """Return the parameters that come with every request about a call."""
    told = {
        "CallSid": call.sid,
        "AccountSid": call.account.sid,
        "From": call.from_,
        "To": call.to,
        "Caller": call.from_,
        "Called": call.to,
        "CallStatus": status or call.status,
        "ApiVersion": API_VERSION,
        "Direction": "inbound" if call.direction == "inbound" else call.direction,
    }
    if call.parent is not None:
        told["ParentCallSid"] = call.parent.sid
    return told


def tell_event(network: Network, call: Call, event: str) -> None:
    """Tell of `initiated`, `ringing`, `answered` or `completed`, if that is wished for."""
    if call.callback is None or event not in call.callback.events:
        return
    status = "initiated" if event == "initiated" else call.status
    told = facts(call, status) | {
        "CallbackSource": "call-progress-events",
        "SequenceNumber": str(call.sequence),
        "Timestamp": rfc2822(network.now),
    }
    call.sequence += 1
    if event == "completed":
        told |= _at_the_end(call)
    callback = call.callback
    tell(network, call.account, (callback.method, callback.url), told, call.sid)


def _at_the_end(call: Call) -> dict[str, str]:
    told = {"SipResponseCode": str(call.sip)}
    if call.answered is not None and call.ended is not None:
        seconds = round(call.ended - call.answered)
        told |= {"CallDuration": str(seconds), "Duration": str(max(1, -(-seconds // 60)))}
    else:
        told |= {"CallDuration": "0", "Duration": "0"}
    return told
