"""Trouble between us and the carrier, drawn from a seed or ordered for the next request."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum
from random import Random


class Fate(Enum):
    """What happens to a request."""

    FINE = "fine"
    LOST_BEFORE = "lost before it arrived"
    LOST_AFTER = "accepted, the answer lost"
    ERROR_BEFORE = "500, nothing accepted"
    ERROR_AFTER = "500, though accepted"
    TOO_MANY = "429, nothing accepted"

    @property
    def is_accepted(self) -> bool:
        """Tell whether the request is carried out."""
        return self in {Fate.FINE, Fate.LOST_AFTER, Fate.ERROR_AFTER}


@dataclass(frozen=True, slots=True)
class Faults:
    """Shares between 0 and 1: of requests that create or change, of look-ups, of callbacks."""

    seed: int = 0
    requests_lost: float = 0.0
    answers_lost: float = 0.0
    errors_before: float = 0.0
    errors_after: float = 0.0
    too_many: float = 0.0
    lookups_fail: float = 0.0
    callbacks_lost: float = 0.0
    callbacks_repeated: float = 0.0
    callbacks_delayed: float = 0.0
    callbacks_reordered: float = 0.0
    longest_delay: float = 30.0  # seconds
    forged: float = 0.0  # webhooks signed with a wrong token


class Mischief:
    """Draws what goes wrong; `faults` can be exchanged while the network runs."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.is_down = False  # every request finds nobody there
        self._random = Random(f"faults {faults.seed}")  # noqa: S311 - practice, no secret
        self._ordered: deque[Fate] = deque()

    def order(self, *fates: Fate) -> None:
        """Say what happens to the next requests that create or change something."""
        self._ordered.extend(fates)

    def of_request(self, method: str) -> Fate:
        """Return what happens to a request."""
        if self.is_down:
            return Fate.LOST_BEFORE
        if method == "GET":
            return Fate.ERROR_BEFORE if self._happens(self.faults.lookups_fail) else Fate.FINE
        if self._ordered:
            return self._ordered.popleft()
        return self._drawn()

    def _drawn(self) -> Fate:
        faults = self.faults
        drawn = self._random.random()
        for fate, share in (
            (Fate.LOST_BEFORE, faults.requests_lost),
            (Fate.LOST_AFTER, faults.answers_lost),
            (Fate.ERROR_BEFORE, faults.errors_before),
            (Fate.ERROR_AFTER, faults.errors_after),
            (Fate.TOO_MANY, faults.too_many),
        ):
            if drawn < share:
                return fate
            drawn -= share
        return Fate.FINE

    def loses_callback(self) -> bool:
        """Tell whether a callback is lost."""
        return self._happens(self.faults.callbacks_lost)

    def repeats_callback(self) -> bool:
        """Tell whether a callback comes twice."""
        return self._happens(self.faults.callbacks_repeated)

    def reorders_callback(self) -> bool:
        """Tell whether a callback lets the next one of its call or text go first."""
        return self._happens(self.faults.callbacks_reordered)

    def delay_of_callback(self) -> float:
        """Return by how many seconds a callback is late."""
        if self._happens(self.faults.callbacks_delayed):
            return self._random.uniform(0, self.faults.longest_delay)
        return 0.0

    def forges(self) -> bool:
        """Tell whether a webhook bears a wrong signature."""
        return self._happens(self.faults.forged)

    def _happens(self, share: float) -> bool:
        return share > 0 and self._random.random() < share
