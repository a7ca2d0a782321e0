"""Gather: a prompt that a key cuts short, then the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.calls.steps import until
from notify.carrier.verbs import saying
from notify.carrier.verbs.stage import is_true
from notify.carrier.waiting import Wait

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.verbs.stage import Stage
    from notify.carrier.waiting import Fired

PROMPTS = {"Say": saying.say, "Play": saying.play, "Pause": saying.pause}
TIMEOUT = 5.0  # seconds without a key after the prompt, and between keys


def gather(stage: Stage, element: Element) -> Steps:
    """Ask for keys and send the call to `action` with them; without keys, go on below."""
    if "speech" in element.get("input", "dtmf"):
        stage.network.complain("<Gather> for speech is TwiML, but the practice carrier hears keys")
    line = stage.call.line
    line.keys.clear()
    yield from until(lambda: bool(line.keys), (line.keyed,), _prompt(stage, element))
    keys, finished_on = yield from _keys(stage, element)
    if keys or is_true(element, "actionOnEmptyResult"):
        told = {"msg": "Gather End", "Digits": keys, "FinishedOnKey": finished_on}
        raise stage.go_on(element, told)


def _prompt(stage: Stage, element: Element) -> Steps:
    for child in element:
        if child.tag in PROMPTS:
            yield from PROMPTS[child.tag](stage, child)


def _keys(stage: Stage, element: Element) -> Generator[Wait, Fired, tuple[str, str]]:
    """Return the keys, and the one that ended them."""
    timeout = stage.number(element, "timeout", TIMEOUT)
    most = stage.number(element, "numDigits", float("inf"))
    ending = element.get("finishOnKey", "#")
    line, keys = stage.call.line, ""
    while len(keys) < most:
        if not line.keys:
            yield Wait(timeout, (line.keyed,))
        if not line.keys:
            break
        key = line.keys.popleft()
        if key in ending and ending:
            return keys, key
        keys += key
    return keys, ""
