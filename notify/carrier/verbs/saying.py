"""Say, Play, Pause: what comes out of the phone."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from notify.carrier.line import Heard, seconds_to_say
from notify.carrier.verbs.stage import words
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.verbs.stage import Stage

MEDIA_SECONDS = 10.0  # what is played is not fetched, so its length is not known


def say(stage: Stage, element: Element) -> Steps:
    """Say words, as long as they take."""
    said = words(element)
    language = element.get("language", "en-US")
    for _ in _times(stage, element):
        stage.call.line.hear(Heard(stage.network.now, said, "say", language))
        yield Wait(seconds_to_say(said))


def play(stage: Stage, element: Element) -> Steps:
    """Play a file, or the tones of keys."""
    if element.get("digits"):
        stage.call.line.hear(Heard(stage.network.now, element.get("digits", ""), "sign"))
        yield Wait(1)
        return
    for _ in _times(stage, element):
        stage.call.line.hear(Heard(stage.network.now, words(element), "play"))
        yield Wait(MEDIA_SECONDS)


def pause(stage: Stage, element: Element) -> Steps:
    """Be silent, a second unless said otherwise."""
    yield Wait(stage.number(element, "length", 1))


def _times(stage: Stage, element: Element) -> range | count[int]:
    """Return how often; 0 is for ever."""
    times = int(stage.number(element, "loop", 1))
    return range(times) if times else count()
