"""The verbs that the practice carrier can do; a new one is a function and a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from notify.carrier.verbs import dial, enqueue, flow, gather, record, saying, sms
from notify.carrier.verbs.stage import is_true

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

    from notify.carrier.verbs.stage import Stage

VERBS: Final[Mapping[str, Callable[[Stage, Element], Any]]] = {
    "Dial": dial.dial,
    "Enqueue": enqueue.enqueue,
    "Gather": gather.gather,
    "Hangup": flow.hangup,
    "Leave": flow.leave,
    "Pause": saying.pause,
    "Play": saying.play,
    "Record": record.record,
    "Redirect": flow.redirect,
    "Reject": flow.reject,
    "Say": saying.say,
    "Sms": sms.sms,
}
SILENT: Final = frozenset({"Reject", "Pause", "Redirect"})


def rings_on(element: Element) -> bool:
    """Tell whether a call from outside goes on ringing during a verb."""
    waits_for_the_other = element.tag == "Dial" and is_true(element, "answerOnBridge")
    return element.tag in SILENT or waits_for_the_other
