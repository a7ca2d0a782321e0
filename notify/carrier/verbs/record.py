"""Record: a beep, then what somebody says, until silence, a key or the greatest length."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from notify.carrier.asking import tell
from notify.carrier.calls.ends import HungUp
from notify.carrier.calls.telling import API_VERSION, facts, rfc2822
from notify.carrier.line import Heard
from notify.carrier.records import Recording
from notify.carrier.verbs.stage import is_true
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.verbs.stage import Stage
    from notify.carrier.waiting import Fired

ALL_KEYS: Final = "1234567890*#"
SILENCE: Final = 5.0
LONGEST: Final = 3600.0
HANGUP: Final = "hangup"


def record(stage: Stage, element: Element) -> Steps:
    """Record and send the call to `action`; an empty recording falls through to the next verb."""
    if is_true(element, "playBeep", usual=True):
        stage.call.line.hear(Heard(stage.network.now, "(beep)", "sign"))
        yield Wait(1)
    stage.call.line.spoken.clear()
    stage.call.line.keys.clear()
    began = stage.network.now
    try:
        ended_by = yield from _listen(stage, element)
    except HungUp:
        made = _kept(stage, element, began)
        if made is not None:  # nobody obeys what is answered; the call is over
            source = stage.source(element, "action", _told(stage, made, HANGUP))
            params = facts(stage.call, "completed") | dict(source.params)
            address = (source.method, source.url)
            tell(stage.network, stage.call.account, address, params, stage.call.sid)
        raise
    made = _kept(stage, element, began)
    if made is not None:
        raise stage.go_on(element, _told(stage, made, ended_by))


def _listen(stage: Stage, element: Element) -> Generator[Wait, Fired, str]:
    """Wait for the end of what is said; return the key that ended it, if one did."""
    silence = stage.number(element, "timeout", SILENCE)
    keys = element.get("finishOnKey", ALL_KEYS)
    line, network = stage.call.line, stage.network
    end = network.now + stage.number(element, "maxLength", LONGEST)
    while True:
        said_until = max((spoken.until for spoken in line.spoken), default=network.now)
        quiet_at = max(said_until, network.now) + silence
        fired = yield Wait(max(0.0, min(end, quiet_at) - network.now), (line.keyed, line.spoke))
        if fired.signal is None:
            return ""
        while line.keys:
            key = line.keys.popleft()
            if key in keys:
                return key


def _kept(stage: Stage, element: Element, began: float) -> Recording | None:
    """Keep what was said and tell of it; silence is trimmed, and nothing said is no recording."""
    spoken = stage.call.line.spoken
    if not spoken:
        return None
    network = stage.network
    until = min(network.now, max(each.until for each in spoken))
    made = Recording(
        network.sids.new("RE"),
        stage.call,
        began,
        max(1, math.ceil(until - began)),
        " ".join(each.words for each in spoken),
    )
    network.recordings[made.sid] = made
    _tell_of(stage, element, made)
    return made


def recording_url(stage: Stage, made: Recording) -> str:
    """Return where the recording can be fetched; with `.wav` behind it as well."""
    base = stage.network.public_url
    return f"{base}/{API_VERSION}/Accounts/{made.call.account.sid}/Recordings/{made.sid}"


def _told(stage: Stage, made: Recording, digits: str) -> dict[str, str]:
    return {
        "RecordingUrl": recording_url(stage, made),
        "RecordingSid": made.sid,
        "RecordingDuration": str(made.duration),
        "Digits": digits,
    }


def _tell_of(stage: Stage, element: Element, made: Recording) -> None:
    url = element.get("recordingStatusCallback")
    events = element.get("recordingStatusCallbackEvent", "completed").split()
    if not url or "completed" not in events:
        return
    source = stage.source(element, "recordingStatusCallback", {}, "recordingStatusCallbackMethod")
    told = {
        "AccountSid": made.call.account.sid,
        "CallSid": made.call.sid,
        "RecordingSid": made.sid,
        "RecordingUrl": recording_url(stage, made),
        "RecordingStatus": "completed",
        "RecordingDuration": str(made.duration),
        "RecordingChannels": "1",
        "RecordingStartTime": rfc2822(made.started),
        "RecordingSource": "RecordVerb",
        "RecordingTrack": "inbound",
    }
    address = (source.method, source.url)
    tell(stage.network, made.call.account, address, told, made.call.sid)
