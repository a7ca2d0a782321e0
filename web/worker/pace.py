"""How often a worker does what."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how long a lease is, between two beats, two looks for work, two ticks.

    A lease is many beats long, so that a slow minute of the database costs nobody his draft.
    """

    lease: float = 30.0
    beat: float = 1.0
    look: float = 5.0
    presence: float = 5.0
    tick: float = 60.0


class Due:
    """Tells when the next time has come; the first time is at once."""

    def __init__(self, every: float) -> None:
        self._every = every
        self._next = monotonic()

    def come(self) -> bool:
        """Tell whether the time has come, and wait for the next one if it has."""
        if monotonic() < self._next:
            return False
        self._next = monotonic() + self._every
        return True
