"""Calls: made, looked at, sent elsewhere, ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from notify.carrier.calls.documents import run
from notify.carrier.calls.ends import HungUp, Taken
from notify.carrier.calls.legs import create
from notify.carrier.calls.life import begin
from notify.carrier.records import Callback, Source
from notify.carrier.rest import shown
from notify.carrier.rest.asking import Refusal, Shown
from notify.carrier.rest.numbers import checked_ends, checked_url
from notify.carrier.rest.paging import listed, within

if TYPE_CHECKING:
    from notify.carrier.records import Call
    from notify.carrier.rest.asking import Asked

EVENTS: Final = frozenset({"initiated", "ringing", "answered", "completed"})
MOST_TWIML: Final = 4000
LONGEST_RING: Final = 600


def post(asked: Asked) -> Shown:
    """Make a call; it is queued, and rings in its turn."""
    network = asked.network
    to, from_ = checked_ends(asked, "voice")
    if asked.has("Url") == asked.has("Twiml"):
        raise Refusal(400, 21205, "a call needs either Url or Twiml; give one of them")
    source, fallback, callback = _source(asked), _fallback(asked), _callback(asked)
    timeout = asked.number("Timeout", 60)
    if not 0 < timeout <= LONGEST_RING:
        raise Refusal(400, 13223, f"Timeout can't be {timeout}; give 1 to {LONGEST_RING} seconds")
    call = create(network, asked.account, to, from_, "outbound-api")
    call.source, call.fallback, call.callback = source, fallback, callback
    call.timeout = timeout
    call.time_limit = asked.number("TimeLimit", int(call.time_limit))
    begin(network, call, partial(run, network, call))
    return Shown(201, shown.call(asked, call))


def get_all(asked: Asked) -> Shown:
    """List calls."""
    wanted = {"from_": asked.get("From"), "status": asked.get("Status")}
    parent, to = asked.get("ParentCallSid"), asked.get("To")
    network = asked.network
    found = (
        call
        for call in (network.calls_to.get(to, ()) if to else network.calls.values())
        if call.account is asked.account
        and not call.is_deleted
        and all(not value or getattr(call, name) == value for name, value in wanted.items())
        and (not parent or (call.parent is not None and call.parent.sid == parent))
        and within(asked, "StartTime", call.started)
        and within(asked, "EndTime", call.ended)
    )
    return listed(asked, "calls", found, shown.call)


def get(asked: Asked) -> Shown:
    """Show a call."""
    return Shown(200, shown.call(asked, find(asked, asked.ids["Sid"])))


def change(asked: Asked) -> Shown:
    """Send a call to another document, or end it."""
    call = find(asked, asked.ids["Sid"])
    status = asked.get("Status")
    if status not in {"", "canceled", "completed"}:
        raise Refusal(400, 21218, f"a call can't be made {status!r}; say canceled or completed")
    if status:
        _end(call, status)
    elif asked.has("Url") or asked.has("Twiml"):
        if call.status != "in-progress":
            raise Refusal(400, 21220, f"the call is {call.status}; only a running one can go on")
        call.fallback = _fallback(asked) or call.fallback
        call.interrupt(Taken(_source(asked)))
    if asked.has("StatusCallback"):
        call.callback = _callback(asked)
    call.updated = asked.network.now
    return Shown(200, shown.call(asked, call))


def delete(asked: Asked) -> Shown:
    """Forget a call that is over."""
    call = find(asked, asked.ids["Sid"])
    if not call.is_over:
        raise Refusal(409, 20009, "the call goes on; end it before you delete it")
    call.is_deleted = True
    return Shown(204)


def find(asked: Asked, sid: str) -> Call:
    """Return a call of the account; raises Refusal."""
    call = asked.network.calls.get(sid)
    if call is None or call.account is not asked.account or call.is_deleted:
        raise Refusal(404, 20404, f"there is no call {sid}")
    return call


def _end(call: Call, status: str) -> None:
    if call.is_over:
        return
    if status == "completed" or call.answered is None:
        call.interrupt(HungUp())


def _source(asked: Asked) -> Source:
    twiml = asked.get("Twiml")
    if len(twiml) > MOST_TWIML:
        raise Refusal(400, 21218, f"Twiml is longer than {MOST_TWIML} signs; give a Url")
    if twiml:
        return Source(twiml=twiml)
    return Source(checked_url(asked, "Url"), asked.get("Method", "POST"))


def _fallback(asked: Asked) -> Source | None:
    if not asked.has("FallbackUrl"):
        return None
    return Source(checked_url(asked, "FallbackUrl"), asked.get("FallbackMethod", "POST"))


def _callback(asked: Asked) -> Callback | None:
    if not asked.has("StatusCallback"):
        return None
    events = frozenset(asked.all("StatusCallbackEvent"))
    if events - EVENTS:
        raise Refusal(400, 21626, f"{', '.join(events - EVENTS)}: no event; {', '.join(EVENTS)}")
    return Callback(
        checked_url(asked, "StatusCallback"),
        asked.get("StatusCallbackMethod", "POST"),
        (events or frozenset()) | {"completed"},
    )
