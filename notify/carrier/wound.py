"""A carrier whose time somebody winds: for tests and simulations, in milliseconds."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from notify.carrier.carrier import Carrier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from notify.carrier.config import Config
    from notify.carrier.network import Network
    from notify.carrier.transports import Transport


class WindableClock(Protocol):
    """A clock that stands until somebody winds it."""

    def now(self) -> datetime:
        """Return the instant it stands at."""

    def wind(self, by: timedelta) -> None:
        """Put it forward."""


class WoundCarrier(Carrier):
    """A carrier for tests and simulations: nothing happens but by `advance`."""

    def __init__(self, config: Config, clock: WindableClock, transport: Transport) -> None:
        super().__init__(config, clock.now, transport)
        self._clock = clock
        self._driving = threading.RLock()

    def advance(self, seconds: float = 0.0) -> None:
        """Let time go by, with the clock, and all that is due in it happen in its order."""
        with self._driving:
            end = self._now().timestamp() + seconds
            while self._step(end):
                pass
            self._wind_to(end)

    def next_due(self) -> datetime | None:
        """Return when something happens next; None if nothing is going on."""
        with self._changed:
            due = self.network.timeline.next_due()
        return None if due is None else datetime.fromtimestamp(due, UTC)

    def _step(self, end: float) -> bool:
        with self._changed:
            due = self.network.timeline.next_due()
            sent = self._outbox()
            if not sent:
                if due is None or due > end:
                    return False
                self._wind_to(due)
                with self._locked() as network:
                    network.timeline.step(end)
                sent = self._outbox()
        for hook, signal in sent:
            self._carry_out(hook, signal)
        return True

    def _wind_to(self, at: float) -> None:
        ahead = datetime.fromtimestamp(at, UTC) - self._now()
        if ahead > timedelta(0):
            self._clock.wind(ahead)

    @contextmanager
    def _acting(self) -> Iterator[Network]:
        with self._driving:
            with self._locked() as network:
                yield network
            self.advance()
