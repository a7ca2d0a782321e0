"""How late things may be that are still as promised (RELIABILITY, P2 and P3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from oncall.incidents.sending import DOUBT, LEASE

# Calls are counted by the second, and looked after at least so often (web/worker/pager.py).
SECOND: Final = timedelta(seconds=1)
BEAT: Final = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Delays:
    """What may lie between a rung's time and a telephone that has rung.

    `late` is how late a worker fires at most, `lost` what one death of a worker or one failure of
    the carrier costs, `ring` how long a telephone is left to ring.
    """

    late: timedelta = timedelta(seconds=5)
    lost: timedelta = LEASE + DOUBT
    ring: timedelta = timedelta(seconds=22)
    calls_a_second: int = 1

    def called(self, calls: int) -> timedelta:
        """Return after how long the last of so many calls at once has rung out."""
        waits = (calls - 1) // self.calls_a_second
        return waits * (SECOND + BEAT) + self.lost + self.ring


USUAL_DELAYS: Final = Delays()
