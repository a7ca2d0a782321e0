"""Who is in a conference: called in, muted, sent out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from twilio.twiml.voice_response import Dial, VoiceResponse  # type: ignore[import-untyped]

from notify.carrier.calls.documents import run
from notify.carrier.calls.legs import create
from notify.carrier.calls.life import begin
from notify.carrier.calls.telling import rfc2822
from notify.carrier.conferences import leave, mute
from notify.carrier.records import Source
from notify.carrier.rest.asking import Refusal, Shown
from notify.carrier.rest.conferences import find
from notify.carrier.rest.numbers import checked_ends, checked_url
from notify.carrier.rest.paging import listed

if TYPE_CHECKING:
    from notify.carrier.places import Participant
    from notify.carrier.rest.asking import Asked


def get_all(asked: Asked) -> Shown:
    """List who is in a conference."""
    wanted = {name.lower(): asked.is_true(name) for name in ("Muted", "Hold") if asked.has(name)}
    found = (
        each
        for each in find(asked, "ConferenceSid").participants
        if all(getattr(each, name) == value for name, value in wanted.items())
    )
    return listed(asked, "participants", found, _participant)


def get(asked: Asked) -> Shown:
    """Show somebody who is in a conference."""
    return Shown(200, _participant(asked, _find_participant(asked)))


def call_in(asked: Asked) -> Shown:
    """Call somebody into a conference, known by its sid or its name."""
    network, sid = asked.network, asked.ids["ConferenceSid"]
    known = network.conferences.get(sid)
    name = known.name if known is not None else sid
    to, from_ = checked_ends(asked, "voice")
    dial = Dial()
    dial.conference(
        name,
        start_conference_on_enter=asked.is_true("StartConferenceOnEnter", usual=True),
        end_conference_on_exit=asked.is_true("EndConferenceOnExit"),
        muted=asked.is_true("Muted"),
        wait_url=checked_url(asked, "WaitUrl") if asked.has("WaitUrl") else None,
        participant_label=asked.get("Label") or None,
    )
    call = create(network, asked.account, to, from_, "outbound-api")
    call.source = Source(twiml=str(VoiceResponse().append(dial)))
    call.timeout = asked.number("Timeout", 60)
    begin(network, call, partial(run, network, call))
    body = {
        "account_sid": asked.account.sid,
        "call_sid": call.sid,
        "label": asked.get("Label") or None,
        "conference_sid": network.conference(asked.account, name).sid,
        "muted": asked.is_true("Muted"),
        "hold": False,
        "status": "queued",
    }
    return Shown(201, body)


def change(asked: Asked) -> Shown:
    """Mute somebody, or have the conference end with their going."""
    found = _find_participant(asked)
    conference = find(asked, "ConferenceSid")
    if asked.has("Muted"):
        mute(asked.network, conference, found, muted=asked.is_true("Muted"))
    if asked.has("EndConferenceOnExit"):
        found.ends = asked.is_true("EndConferenceOnExit")
    return Shown(200, _participant(asked, found))


def send_out(asked: Asked) -> Shown:
    """Send somebody out; their call goes on with the next verb."""
    conference = find(asked, "ConferenceSid")
    leave(asked.network, conference, _find_participant(asked), "kicked")
    return Shown(204)


def _find_participant(asked: Asked) -> Participant:
    sid = asked.ids["CallSid"]
    for each in find(asked, "ConferenceSid").participants:
        if sid in {each.call.sid, each.label}:
            return each
    raise Refusal(404, 20404, f"{sid} isn't in this conference")


def _participant(asked: Asked, shown: Participant) -> dict[str, Any]:
    conference = find(asked, "ConferenceSid")
    uri = f"{asked.base}/Conferences/{conference.sid}/Participants/{shown.call.sid}.json"
    return {
        "account_sid": asked.account.sid,
        "call_sid": shown.call.sid,
        "label": shown.label,
        "call_sid_to_coach": None,
        "coaching": False,
        "conference_sid": conference.sid,
        "date_created": rfc2822(shown.since),
        "date_updated": rfc2822(shown.since),
        "end_conference_on_exit": shown.ends,
        "muted": shown.muted,
        "hold": shown.hold,
        "start_conference_on_enter": shown.starts,
        "status": "connected",
        "queue_time": "0",
        "uri": uri,
    }
