"""Redirect, Hangup, Reject, Leave: where a call goes on, or doesn't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notify.carrier.calls.ends import GoOn, HungUp, Left
from notify.carrier.verbs.stage import words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from notify.carrier.records import Source
    from notify.carrier.verbs.stage import Stage


def redirect(stage: Stage, element: Element) -> Iterator[None]:
    """Go on with another document."""
    yield from ()
    raise GoOn(_target(stage, element))


def hangup(stage: Stage, element: Element) -> Iterator[None]:
    """End the call."""
    yield from ()
    raise HungUp


def reject(stage: Stage, element: Element) -> Iterator[None]:
    """Don't take the call, which then costs nothing; one that was taken ends."""
    yield from ()
    if stage.call.answered is None:
        raise HungUp("busy" if element.get("reason") == "busy" else "no-answer")
    raise HungUp


def leave(stage: Stage, element: Element) -> Iterator[None]:
    """Leave the queue."""
    yield from ()
    raise Left


def _target(stage: Stage, element: Element) -> Source:
    element.set("url", words(element))
    return stage.source(element, "url", {})
