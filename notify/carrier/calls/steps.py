"""Steps of a call, and steps that something else can end."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from notify.carrier.calls.ends import Interruption
from notify.carrier.waiting import Fired, Wait

if TYPE_CHECKING:
    from notify.carrier.waiting import Signal

Steps = Generator[Wait, Fired, None]


def until(done: Callable[[], bool], signals: tuple[Signal, ...], steps: Steps) -> Steps:
    """Take steps until they end or, at one of the signals, something is done."""
    if done():
        return
    wait = next(steps, None)
    while wait is not None:
        try:
            fired = yield Wait(wait.seconds, wait.on + signals)
        except Interruption as error:
            wait = _next(lambda error=error: steps.throw(error))  # type: ignore[misc]
            continue
        if done():
            steps.close()
            return
        wait = _next(lambda fired=fired: steps.send(fired))  # type: ignore[misc]


def _next(step: Callable[[], Wait]) -> Wait | None:
    try:
        return step()
    except StopIteration:
        return None
