"""Promised times in words: all of them, and until what they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oncall.promises import Event
from web.desk.hours_words import listed
from web.desk.promise_words import term_words
from web.words import gettext

if TYPE_CHECKING:
    from oncall.promises import Promise


def promise_in_words(promise: Promise) -> str:
    """Return the times of a promise; of several the earliest counts."""
    times = [term_words(term) for term in promise.terms]
    if len(times) == 1:
        return times[0]
    return gettext("%(times)s, whichever is earlier", times=listed(times, gettext("or")))


def event_in_words(event: Event) -> str:
    """Return what keeps a promise: `until work begins`."""
    match event:
        case Event.ACCEPTANCE:
            return gettext("until the fault is taken on")
        case Event.START:
            return gettext("until work begins")
        case Event.CALLBACK:
            return gettext("until a specialist calls back")
        case Event.SHIPMENT:
            return gettext("until it is on its way")
