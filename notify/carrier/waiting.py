"""What processes wait for, and what ends a wait."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from notify.carrier.timeline import Process

# What a process yields is what it waits for; what it is sent is what happened.
Life = Generator["Wait", "Fired", None]


class Signal:
    """Something that may happen; whoever waits for it at that moment is woken."""

    def __init__(self) -> None:
        self._waiting: list[Process] = []

    def fire(self, value: Any = None) -> None:
        """Wake all who wait, with a value."""
        waiting, self._waiting = self._waiting, []
        for process in waiting:
            process.wake(Fired(self, value))

    def join(self, process: Process) -> None:
        """Let a process wait."""
        self._waiting.append(process)

    def leave(self, process: Process) -> None:
        """Let a process wait no longer."""
        if process in self._waiting:
            self._waiting.remove(process)


@dataclass(frozen=True, slots=True)
class Wait:
    """So many seconds (None: for ever), or until one of the signals fires."""

    seconds: float | None = None
    on: tuple[Signal, ...] = ()


@dataclass(frozen=True, slots=True)
class Fired:
    """What ended a wait: a signal and its value, or no signal where the time was up."""

    signal: Signal | None = None
    value: Any = None
