"""Dialling a conference: wait until it begins, talk, go on when it ends or one is sent out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from notify.carrier.calls.steps import until
from notify.carrier.conferences import enter, leave
from notify.carrier.line import Heard
from notify.carrier.places import Participant
from notify.carrier.records import Callback
from notify.carrier.verbs.stage import is_true, words
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.places import Conference
    from notify.carrier.records import Call
    from notify.carrier.verbs.stage import Stage
    from notify.carrier.waiting import Fired

MUSIC: Final = "♪"
MUSIC_SECONDS: Final = 30.0
BREATH: Final = 1.0


def connect(stage: Stage, element: Element) -> Generator[Wait, Fired, tuple[str, Call | None, int]]:
    """Be in a conference; return as other dialled things do. Nobody is a child of it."""
    noun = element[0]
    network, call = stage.network, stage.call
    conference = network.conference(call.account, words(noun))
    if noun.get("statusCallback") and conference.callback is None:
        source = stage.source(noun, "statusCallback", {}, "statusCallbackMethod")
        events = frozenset(noun.get("statusCallbackEvent", "").split())
        conference.callback = Callback(source.url, source.method, events)
    participant = Participant(
        call,
        network.now,
        starts=is_true(noun, "startConferenceOnEnter", usual=True),
        ends=is_true(noun, "endConferenceOnExit"),
        muted=is_true(noun, "muted"),
        label=noun.get("participantLabel"),
    )
    enter(network, conference, participant)
    try:
        yield from until(
            lambda: participant.is_out or conference.status == "in-progress",
            (participant.moved,),
            _wait(stage, noun, conference),
        )
        while not participant.is_out:
            yield Wait(None, (participant.moved,))
    finally:
        leave(network, conference, participant)
    return "answered", None, 0


def _wait(stage: Stage, noun: Element, conference: Conference) -> Steps:
    """Hear the waiting document over and over, or music; an empty `waitUrl` is silence."""
    network, line = stage.network, stage.call.line
    while True:
        began = network.now
        if noun.get("waitUrl"):
            told = {"ConferenceSid": conference.sid, "FriendlyName": conference.name}
            source = stage.source(noun, "waitUrl", told, "waitMethod")
            yield from stage.aside(stage.call, source)
        elif noun.get("waitUrl") is None:
            line.hear(Heard(network.now, MUSIC, "play"))
            yield Wait(MUSIC_SECONDS)
        else:
            yield Wait(None)
        if network.now - began < BREATH:
            yield Wait(BREATH)
