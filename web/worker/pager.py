"""A pager: fires the rungs that are due and hands pages to their carriers, until told to leave."""

from __future__ import annotations

import gc
import os
import socket
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from secrets import token_hex
from typing import TYPE_CHECKING, Final

from oncall.errors import Unreachable
from oncall.services import delivering, escalating, informing
from oncall.store.listening import PAGING, Ear
from web.patience import Patience, on_stderr
from web.worker.firing import fire_all
from web.worker.hand import Hand
from web.worker.under_way import UnderWay

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from oncall.clock import Clock
    from oncall.incidents.sending import Errand
    from oncall.services.escalating import Tired
    from oncall.services.relieving import Watch
    from oncall.store.db import Database
    from web.worker.hand import Outside

# Nothing that is said is relied on: it is looked at least so often.
LOOK: Final = 1.0
SENDERS: Final = 16
# What is on its way at a time: more would wait in this process, under a lease that runs.
MOST_ON_THE_WAY: Final = 2 * SENDERS
# Mail servers and whoever is told by others have places of their own: one that hangs holds up no
# text and no call.
BESIDE: Final = SENDERS // 2
THREADS: Final = SENDERS + BESIDE
# A carrier whose list hangs has half of the senders at most; pages have the others.
SETTLERS: Final = SENDERS // 2


class Pager:
    """Fires and sends; as many may run as wanted, for rows are claimed."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        outside: Outside,
        *,
        watch: Watch | None = None,
        say: Callable[[str], None] = on_stderr,
        turned: Callable[[], None] = lambda: None,
    ) -> None:
        self.name = f"pager {socket.gethostname()} {os.getpid()} {token_hex(3)}"
        self._database = database
        self._clock = clock
        self._outside = outside
        self._hand = Hand(self.name, database, clock, outside, say)
        self._watch = watch
        self._tired: Tired = watch.tired if watch else escalating.nobody_tired
        self._say = say
        self._turned = turned
        self._patience = Patience(say)
        self._leaving = False
        self._on_the_way = UnderWay(MOST_ON_THE_WAY, say)
        self._beside = UnderWay(BESIDE, say)
        self._settling = UnderWay(SETTLERS, say)
        self._more_waits = False

    def leave(self) -> None:
        """Begin nothing more; may be called by a signal."""
        self._leaving = True

    def run(self) -> None:
        """Page until told to leave; what is being sent then is waited for."""
        gc.freeze()  # to clean up among all that was loaded takes a fifth of the time else
        with Ear(self._database, PAGING) as ear, ThreadPoolExecutor(THREADS) as pool:
            while not self._leaving:
                try:
                    ear.listen()
                    due = self.turn(pool)
                    self._patience.relax()
                    self._wait(ear, due)
                except Unreachable as gone:
                    self._patience.bear(gone)

    def turn(self, pool: ThreadPoolExecutor | None = None) -> datetime | None:
        """Do what is due now, and return when the next rung is; without a pool all is done here."""
        now = self._clock.now()
        if self._watch is not None and self._watch.is_due(now):  # who changes sheets may hold it up
            self._on_the_way.do(
                pool, partial(self._watch.look, self._database, now), "the day's work"
            )
        there = delivering.at_hand(self._database, now)
        due = there.rung
        if due is not None and due <= now:
            due = fire_all(self._database, now, self._tired, self._outside.senders.keys())
            there = delivering.at_hand(self._database, now)
        if there.untold:
            self._inform(now)
        if there.lapsed:
            delivering.lapse(self._database, now)
        if there.doubtful:
            self._settle(now, pool)
        self._more_waits = False
        if there.pending or there.untold:
            self._send_what_waits(pool)
        self._hand.look(now, pool)
        if self._on_the_way.moves():  # turns that send nothing any more are a stall (P5)
            self._turned()
        return due

    def _inform(self, now: datetime) -> None:
        """Make pages of what people are to be told."""
        others = self._outside.planners, self._outside.outside
        able = self._outside.senders.keys()
        while informing.inform(self._database, others, able, now) == informing.BATCH:
            pass

    def _settle(self, now: datetime, pool: ThreadPoolExecutor | None) -> None:
        """Look up what is in doubt: no more is lent than can be begun, or it would lapse here."""
        room = self._settling.room()
        for errand in delivering.doubts(self._database, now, room) if room else ():
            self._settling.do(pool, partial(self._hand.settle, errand), _named(errand))

    def _send_what_waits(self, pool: ThreadPoolExecutor | None) -> None:
        room = delivering.Room(self._on_the_way.room(), self._beside.room())
        self._more_waits = not room.urgent
        if not any(room):
            return
        errands = delivering.claim(
            self._database,
            self.name,
            self._clock.now(),
            calls_a_second=self._outside.calls_a_second,
            room=room,
            restraint=self._outside.restraint,
        )
        beside = [each for each in errands if each.channel in delivering.BESIDE]
        self._more_waits = len(errands) - len(beside) >= room.urgent
        for errand in errands:
            way = self._beside if errand in beside else self._on_the_way
            way.do(pool, partial(self._hand.send, errand), _named(errand))

    def _wait(self, ear: Ear, due: datetime | None) -> None:
        """Wait until something is said, is due, or may be sent because something else was."""
        if not (self._more_waits and self._on_the_way.wait(self._rest(due))):
            ear.wait(self._rest(due))

    def _rest(self, due: datetime | None) -> float:
        if due is None:
            return LOOK
        return min(LOOK, max(0.0, (due - self._clock.now()).total_seconds()))


def _named(errand: Errand) -> str:
    return f"attempt {errand.attempt} by {errand.channel}"
