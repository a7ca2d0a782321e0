"""What is due when, and processes that wait: the one motor of the practice carrier.

It knows no clock: time is a number of seconds that somebody hands in, so the same code runs in
milliseconds in a test and in real time in the demo.
"""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from notify.carrier.waiting import Fired, Wait

if TYPE_CHECKING:
    from notify.carrier.waiting import Life

Act = Callable[[], None]


@dataclass(slots=True)
class Timer:
    """An act that is due at an instant, unless it is called off before."""

    act: Act
    is_off: bool = False

    def call_off(self) -> None:
        """Let it not happen."""
        self.is_off = True


class Timeline:
    """Acts in the order in which they are due; those of one instant in the order they were made."""

    def __init__(self, now: float) -> None:
        self.now = now
        self._order = itertools.count()
        self._heap: list[tuple[float, int, Timer]] = []

    def after(self, seconds: float, act: Act) -> Timer:
        """Plan an act."""
        timer = Timer(act)
        heapq.heappush(self._heap, (self.now + seconds, next(self._order), timer))
        return timer

    def next_due(self) -> float | None:
        """Return when something is due next."""
        while self._heap and self._heap[0][2].is_off:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def step(self, until: float) -> bool:
        """Do the next act that is due by an instant; tell whether there was one."""
        due = self.next_due()
        if due is None or due > until:
            return False
        _, _, timer = heapq.heappop(self._heap)
        self.now = max(self.now, due)
        timer.act()
        return True

    def start(self, life: Life) -> Process:
        """Begin a process; its first step is taken at once, after what is being done."""
        process = Process(self, life)
        process.wake(Fired())
        return process


class Process:
    """A generator that is resumed when what it waits for happens.

    It is never resumed from within another one's step: every wake-up goes through the timeline,
    so two processes can end each other without either being run twice at once.
    """

    def __init__(self, timeline: Timeline, life: Life) -> None:
        self.is_over = False
        self._timeline = timeline
        self._life = life
        self._has_begun = False
        self._wait = Wait()
        self._timer: Timer | None = None
        self._thrown: list[BaseException] = []
        self._woken: Fired | None = None

    def wake(self, fired: Fired) -> None:
        """Resume it soon; only the first of several wake-ups counts."""
        if self._woken is None and not self.is_over:
            self._woken = fired
            self._let_go()
            self._timeline.after(0, self._step)

    def throw(self, error: BaseException) -> None:
        """Interrupt what it waits for."""
        self._thrown.append(error)
        self.wake(Fired())

    def _step(self) -> None:
        fired, self._woken = self._woken or Fired(), None
        try:
            if not self._has_begun:
                self._has_begun = True
                self._wait = next(self._life)
            elif self._thrown:
                self._wait = self._life.throw(self._thrown.pop(0))
            else:
                self._wait = self._life.send(fired)
        except StopIteration:
            self.is_over = True
            return
        except BaseException:
            self.is_over = True
            raise
        self._wait_on()

    def _wait_on(self) -> None:
        if self._thrown:
            self.wake(Fired())
            return
        for signal in self._wait.on:
            signal.join(self)
        if self._wait.seconds is not None:
            self._timer = self._timeline.after(self._wait.seconds, lambda: self.wake(Fired()))

    def _let_go(self) -> None:
        for signal in self._wait.on:
            signal.leave(self)
        if self._timer is not None:
            self._timer.call_off()
            self._timer = None
