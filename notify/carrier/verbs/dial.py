"""Dial: to a telephone, the first in a queue, or a conference; then `action`, if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.calls.ends import HungUp
from notify.carrier.verbs import conference, dial_numbers, dial_queue
from notify.carrier.verbs.stage import words

if TYPE_CHECKING:
    from collections.abc import Generator
    from xml.etree.ElementTree import Element

    from notify.carrier.calls.steps import Steps
    from notify.carrier.records import Call
    from notify.carrier.verbs.stage import Stage
    from notify.carrier.waiting import Fired, Wait

NOT_PRACTISED = ("record", "referUrl", "events", "passports")


def dial(stage: Stage, element: Element) -> Steps:
    """Connect with somebody, and go on when that is over."""
    for name in NOT_PRACTISED:
        if element.get(name, "do-not-record") not in {"do-not-record", "false"}:
            stage.network.complain(f"<Dial {name}> is TwiML, but the practice carrier can't do it")
    status, other, seconds = yield from _connected(stage, element)
    if stage.call.answered is None:  # it rang on while others did not answer
        raise HungUp("no-answer")
    if element.get("action"):
        told = {"DialCallStatus": status, "DialBridged": str(status == "completed").lower()}
        if other is not None:
            told |= {"DialCallSid": other.sid, "DialCallDuration": str(seconds)}
        raise stage.go_on(element, told)


def _connected(
    stage: Stage, element: Element
) -> Generator[Wait, Fired, tuple[str, Call | None, int]]:
    nouns = {child.tag for child in element}
    if nouns == {"Queue"}:
        return (yield from dial_queue.connect(stage, element))
    if nouns == {"Conference"}:
        return (yield from conference.connect(stage, element))
    if nouns == {"Number"} or (not nouns and words(element)):
        return (yield from dial_numbers.connect(stage, element))
    stage.network.complain(f"<Dial> to {nouns or 'nobody'} is more than is practised here")
    return "failed", None, 0
