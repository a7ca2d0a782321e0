"""A carrier in real time: for the demo, drills and load."""

from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from notify.carrier.carrier import Carrier

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from notify.carrier.config import Config
    from notify.carrier.transports import Transport

AT_ONCE: Final = 64  # requests to applications


class LiveCarrier(Carrier):
    """A carrier in real time; `close` it when it is no longer needed."""

    def __init__(self, config: Config, now: Callable[[], datetime], transport: Transport) -> None:
        super().__init__(config, now, transport)
        self._is_open = True
        self._senders = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook")
        self._driver = threading.Thread(target=self._drive, name="carrier", daemon=True)
        self._driver.start()

    def close(self) -> None:
        """Stop; requests that are under way are not waited for."""
        with self._changed:
            self._is_open = False
            self._changed.notify_all()
        self._driver.join()
        self._senders.shutdown(wait=False, cancel_futures=True)

    def _drive(self) -> None:
        while True:
            with self._changed:
                if not self._is_open:
                    return
                now = self._now().timestamp()
                has_moved = False
                while self._step(now):
                    has_moved = True
                for hook, signal in self._outbox():
                    self._senders.submit(self._carry_out, hook, signal)
                if has_moved:
                    self.network.changes += 1
                    self._changed.notify_all()
                due = self.network.timeline.next_due()
                self._changed.wait(None if due is None else max(0.0, due - now))

    def _step(self, now: float) -> bool:
        """Do what is due next; a call that breaks must not end those of all others."""
        try:
            return self.network.timeline.step(now)
        except Exception as error:
            logging.getLogger(__name__).exception("a call broke")
            self.network.complain(f"a call broke in here: {error!r}")
            return True
