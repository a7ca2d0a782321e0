"""The line between a worker and the process that solves for it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from oncall.drafts import Solved
from oncall.searched import News

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.drafts import Claimed

NICENESS: Final = 10  # planning never delays a call


class Errand(NamedTuple):
    """What is to be solved, and where the facts are."""

    url: str
    claimed: Claimed


class Refused(NamedTuple):
    """The draft can't be made, whoever tries."""

    why: str


class Died(NamedTuple):
    """The process ended without an answer: by itself with a code, or by a signal below 0."""

    code: int


Said = News | Refused | Solved | Died


class Child:
    """A process of its own, of low priority, that solves one draft and ends with its worker.

    It loads the solver and waits for what is to be solved. It hears that the worker is gone by the
    end of their line, however the worker went. It needs no goodbye: it writes nothing, so that it
    may be killed at any moment.
    """

    def __init__(self) -> None:
        ours, theirs = Pipe()
        self._line: Connection[Any, Any] = ours
        words = [sys.executable, "-m", "web.worker.child", str(theirs.fileno())]
        # In a session of its own it does not hear a Ctrl-C that is for the worker.
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            words, pass_fds=(theirs.fileno(),), start_new_session=True
        )
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._process.kill()
        self._process.wait()
        self._line.close()

    def begin(self, errand: Errand) -> None:
        """Have it solve a draft; should it be no more, that is the next thing heard of it."""
        with suppress(OSError):
            self._line.send(errand)

    def hear(self, seconds: float) -> Said | None:
        """Return what it says within so many seconds, or None."""
        try:
            if not self._line.poll(seconds):
                return None
            said: Said = self._line.recv()
        except (EOFError, ConnectionResetError):
            return Died(self._process.wait())
        return said


class Reserve:
    """One process that is ready before there is anything to solve: to load the solver takes time.

    While this is open there may be one; a `take` without it starts one.
    """

    def __init__(self, start: Callable[[], Child]) -> None:
        self._start = start
        self._child: Child | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._child:
            self._child.__exit__(*error)

    def fill(self) -> None:
        """See to it that there is one."""
        self._child = self._child or self._start()

    def take(self) -> Child:
        """Return the one that is ready, or a new one."""
        child, self._child = self._child or self._start(), None
        return child


def be_nice() -> None:
    """Let every other process go first."""
    os.nice(NICENESS)
