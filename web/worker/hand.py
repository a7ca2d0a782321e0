"""A hand: gives one page after the other to its carrier and writes what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from notify.channel import NOT_SET_UP, Outcome, Receipt, Silent
from oncall.errors import Unreachable
from oncall.incidents.ladder import Channel
from oncall.incidents.restraint import UNRESTRAINED
from oncall.services import delivering, receipts, wording
from web.patience import on_stderr
from web.worker.asking import Asking
from web.worker.calling_off import CallingOff

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import ThreadPoolExecutor
    from datetime import datetime

    from notify.channel import Parcel, Sender
    from oncall.clock import Clock
    from oncall.incidents.reaching import Contact
    from oncall.incidents.restraint import Restraint
    from oncall.incidents.sending import Errand
    from oncall.services.wording import Digits, Links
    from oncall.store.db import Database

# Clocks of carriers differ from ours by less than that.
SKEW: Final = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Outside:
    """The way to people: who carries what, the address of an answer, how many calls a second.

    `digits` proves a telephone; `planners` and `outside` are told what is for no person;
    `restraint` is what may be spent, and on which countries. `home` is what our pages are called
    outside. `call_off` ends a call that nobody has answered yet, `how_far` asks for one: both by
    the carrier's id, returning its word for how far it is, or nothing; they never raise.
    """

    senders: Mapping[str, Sender]
    links: Links
    calls_a_second: int = 1
    digits: Digits | None = None
    planners: Sequence[Contact] = ()
    outside: Sequence[Contact] = ()
    restraint: Restraint = UNRESTRAINED
    call_off: Callable[[str], str] | None = None
    how_far: Callable[[str], str] | None = None
    home: str = ""


class Hand:
    """Sends, and looks up what is doubtful, in the name of a pager; several threads may use it."""

    def __init__(
        self,
        name: str,
        database: Database,
        clock: Clock,
        outside: Outside,
        say: Callable[[str], None] = on_stderr,
    ) -> None:
        self.name = name
        self._database = database
        self._clock = clock
        self._outside = outside
        self._calling_off = CallingOff(database, outside.call_off, say)
        self._asking = Asking(database, outside.how_far, say)

    def send(self, errand: Errand) -> None:
        """Send one errand and write what came of it; should that fail, its lease lapses."""
        try:
            now = self._clock.now()
            left = delivering.still_wanted(self._database, errand, self.name, now)
            if left is not None:
                receipt = self._handed_over(left, now)
                receipts.record(self._database, left, receipt, self._clock.now())
                if receipt.outcome is Outcome.ACCEPTED and left.channel == Channel.VOICE:
                    self._calling_off.rings(left.attempt, now)
        except Unreachable:
            pass  # nobody knows whether it was sent: another takes it for doubtful

    def _handed_over(self, errand: Errand, now: datetime) -> Receipt:
        sender = self._outside.senders.get(errand.channel)
        if sender is None:
            return Receipt(Outcome.REFUSED, why=NOT_SET_UP)
        return sender.send(self._parcel(errand, now))

    def _parcel(self, errand: Errand, now: datetime) -> Parcel:
        outside = self._outside
        made = outside.links, now, outside.digits, outside.home
        return wording.parcel(self._database, errand, *made)

    def look(self, now: datetime, pool: ThreadPoolExecutor | None) -> None:
        """Look after the calls that a carrier has, beside what is sent."""
        self._calling_off.look(now, pool)
        self._asking.look(now, pool)

    def settle(self, errand: Errand) -> None:
        """Look a doubtful attempt up; a carrier that is silent is not waited for."""
        sender = self._outside.senders.get(errand.channel)
        try:
            parcel = self._parcel(errand, self._clock.now())
            found = sender.find(parcel, errand.began_at - SKEW) if sender else ()
        except Silent:
            found = None
        delivering.settle(self._database, errand, found, self._clock.now())
