"""Where instants lie across a picture: long stretches in which nothing happens are drawn short."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from oncall.localtime import MINUTE, local_day, midnight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

MARGIN: Final = 3.0  # per cent at either side
# A stretch in which nothing happens is drawn as long as this at most.
CAP: Final = 15 * MINUTE
STEPS: Final = (1, 2, 5, 10, 15, 30, 60)  # minutes between two marks of the axis
MOST_TICKS: Final = 8
LEAST_APART: Final = 8.0  # per cent between two marks


@dataclass(frozen=True, slots=True)
class Break:
    """A stretch that is drawn shorter than it is, with its middle in per cent."""

    x: float
    length: timedelta


class Scale:
    """Maps instants to per cent of the width; it never goes back."""

    def __init__(self, instants: Iterable[datetime]) -> None:
        self.known = sorted(set(instants))
        self._at = [timedelta(0)]
        for before, after in pairwise(self.known):
            self._at.append(self._at[-1] + min(after - before, CAP))
        self.length = self._at[-1]

    def x(self, at: datetime) -> float:
        """Return where an instant lies; those outside lie at the ends."""
        return round(MARGIN + (100 - 2 * MARGIN) * self._share(at), 2)

    def breaks(self) -> Iterator[Break]:
        """Yield what is drawn shorter than it is."""
        for before, after in pairwise(self.known):
            if after - before > CAP:
                yield Break((self.x(before) + self.x(after)) / 2, after - before)

    def ticks(self, zone: ZoneInfo) -> Iterator[datetime]:
        """Yield round local times, so many that they can be read, none in what is drawn short."""
        first, last = self.known[0], self.known[-1]
        step = next((n for n in STEPS if self.length <= MOST_TICKS * n * MINUTE), STEPS[-1])
        begin = midnight(local_day(first, zone), zone)
        at = begin + -(-(first - begin) // (step * MINUTE)) * step * MINUTE
        before = -LEAST_APART
        while at <= last:
            if not self._is_short(at) and self.x(at) - before >= LEAST_APART:
                before = self.x(at)
                yield at
            at += step * MINUTE

    def _share(self, at: datetime) -> float:
        if at <= self.known[0] or not self.length:
            return 0.0
        if at >= self.known[-1]:
            return 1.0
        n = bisect_right(self.known, at) - 1
        before, after = self.known[n], self.known[n + 1]
        part = min(after - before, CAP) * ((at - before) / (after - before))
        return (self._at[n] + part) / self.length

    def _is_short(self, at: datetime) -> bool:
        n = bisect_right(self.known, at) - 1
        if n + 1 >= len(self.known) or self.known[n] == at:
            return False
        return self.known[n + 1] - self.known[n] > CAP
