"""What to do while the database is gone: say so once, and try again after growing pauses."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.errors import Unreachable

SHORTEST: Final = 0.25
LONGEST: Final = 8.0


def on_stderr(sentence: str) -> None:
    """Say a sentence to whoever runs the process."""
    click.echo(sentence, err=True)


def pause(seconds: float) -> None:
    """Let time pass."""
    Event().wait(seconds)


class Patience:
    """Bears that the database is gone for a while."""

    def __init__(
        self,
        say: Callable[[str], None] = on_stderr,
        wait: Callable[[float], None] = pause,
    ) -> None:
        self._say = say
        self._wait = wait
        self._next = SHORTEST

    def bear(self, gone: Unreachable) -> None:
        """Wait, longer from time to time, and say why if it is the first time."""
        if self._next == SHORTEST:
            what = str(gone).partition("; nothing was changed")[0]
            self._say(f"{what}; trying again until it is back")
        self._wait(self._next)
        self._next = min(2 * self._next, LONGEST)

    def relax(self) -> None:
        """Take note that the database is there."""
        if self._next != SHORTEST:
            self._say("the database is back; going on")
        self._next = SHORTEST
