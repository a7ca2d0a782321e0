"""What surrounds a network: its interface, its phones, trouble on order, and a lock."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from notify.carrier.handsets import Handset
from notify.carrier.network import Network
from notify.carrier.rest.answering import answer
from notify.carrier.rest.description import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from notify.carrier.config import Config
    from notify.carrier.faults import Fate, Faults
    from notify.carrier.hooks import Hook, Reply, Silence
    from notify.carrier.rest.asking import Answer, Request
    from notify.carrier.transports import Transport
    from notify.carrier.waiting import Signal


T = TypeVar("T")


class Carrier:
    """What the wound and the live carrier have in common.

    All of it may be used from several threads. Requests to applications are made outside of the
    lock, so an application may use the interface while it answers one.
    """

    def __init__(self, config: Config, now: Callable[[], datetime], transport: Transport) -> None:
        self.network = Network(config, now().timestamp())
        self._now = now
        self._transport = transport
        self._description = load(config.description) if config.description else None
        self._changed = threading.Condition()

    def rest(self, request: Request) -> Answer:
        """Answer a request to the REST interface."""
        with self._locked(changes=request.method != "GET") as network:
            return answer(network, request, self._description)

    def phone(self, number: str) -> Handset:
        """Return somebody's phone to play with; raises KeyError for a number nobody has."""
        return Handset(self, self.network.phones[number])

    @property
    def phones(self) -> dict[str, Handset]:
        """Return all phones by their numbers."""
        return {number: self.phone(number) for number in self.network.phones}

    def order(self, *fates: Fate) -> None:
        """Say what happens to the next requests that create or change something."""
        with self._locked() as network:
            network.mischief.order(*fates)

    def have_faults(self, faults: Faults) -> None:
        """Have other shares of trouble from now on; the seed stays."""
        with self._locked() as network:
            network.mischief.faults = faults

    def is_down(self, *, down: bool = True) -> None:
        """Let nobody be there, or somebody again; calls that run go on."""
        with self._locked() as network:
            network.mischief.is_down = down

    def forge(self, account: str, url: str, params: dict[str, str]) -> None:
        """Send a request that looks like one of an account's webhooks, with a wrong signature."""
        with self._acting() as network:
            network.forge(network.accounts[account], url, params)

    @property
    def complaints(self) -> list[str]:
        """Return what was done wrongly: bad TwiML, bad requests, callbacks that were not taken."""
        return list(self.network.complaints)

    def expect_complaint(self, *parts: str) -> str:
        """Return the first complaint that holds all these words, and drop it; else fail."""
        for complaint in self.network.complaints:
            if all(part in complaint for part in parts):
                self.network.complaints.remove(complaint)
                return complaint
        raise AssertionError(f"nobody complained of {parts}, but of: {self.network.complaints}")

    def nothing_else_happened(self) -> None:
        """Fail for every call and text that no test has expected, and for every complaint."""
        found = [each for phone in self.phones.values() for each in phone.unexpected()]
        found += self.complaints
        if found:
            raise AssertionError("also happened:\n" + "\n".join(found))

    def act(self, deed: Callable[[], object]) -> None:
        """Let somebody do something with a phone, and what follows from it at once."""
        with self._acting():
            deed()

    def look(self, see: Callable[[Network], T]) -> T:
        """Return what is seen of the network while nothing in it moves."""
        with self._changed:
            return see(self.network)

    def wait_for_change(self, after: int, seconds: float) -> int:
        """Wait until something has changed since a state; return the present one."""
        with self._changed:
            self._changed.wait_for(lambda: self.network.changes != after, seconds)
            return self.network.changes

    @contextmanager
    def _locked(self, *, changes: bool = True) -> Iterator[Network]:
        with self._changed:
            timeline = self.network.timeline
            timeline.now = max(timeline.now, self._now().timestamp())
            yield self.network
            if changes:
                self.network.changes += 1
                self._changed.notify_all()

    @contextmanager
    def _acting(self) -> Iterator[Network]:
        with self._locked() as network:
            yield network

    def _carry_out(self, hook: Hook, signal: Signal) -> None:
        reply: Reply | Silence = self._transport(hook)
        with self._locked():
            signal.fire(reply)

    def _outbox(self) -> list[tuple[Hook, Signal]]:
        sent = list(self.network.outbox)
        self.network.outbox.clear()
        return sent
